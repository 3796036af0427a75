/**
 * The vocabulary, the contracts and a plain implementation of neural networks: with no other module it trains with gradient
 * descent and the scalar kernel, and predicts with any saved model.
 *
 * @provides nn.core.spi.Provider for the activations, layers, losses, initializers, the optimizer, the schedules and the scalar
 *     kernel of this module
 * @uses nn.core.spi.Provider to find these and those of other modules
 */
module nn.core {
    requires static org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;

    exports nn.core;
    exports nn.core.activation;
    exports nn.core.check;
    exports nn.core.data;
    exports nn.core.diagnose;
    exports nn.core.init;
    exports nn.core.kernel;
    exports nn.core.layer;
    exports nn.core.loss;
    exports nn.core.matrix;
    exports nn.core.metric;
    exports nn.core.model;
    exports nn.core.network;
    exports nn.core.optim;
    exports nn.core.random;
    exports nn.core.search;
    exports nn.core.spi;
    exports nn.core.statistics;
    exports nn.core.train;
    exports nn.core.transform;

    uses nn.core.spi.Provider;

    provides nn.core.spi.Provider with
            nn.core.activation.Celu.Provider,
            nn.core.activation.Elu.Provider,
            nn.core.activation.Gaussian.Provider,
            nn.core.activation.Gelu.Provider,
            nn.core.activation.GeluTanh.Provider,
            nn.core.activation.HardSigmoid.Provider,
            nn.core.activation.HardSwish.Provider,
            nn.core.activation.HardTanh.Provider,
            nn.core.activation.Identity.Provider,
            nn.core.activation.LeakyRelu.Provider,
            nn.core.activation.LogSoftmax.Provider,
            nn.core.activation.Mish.Provider,
            nn.core.activation.Relu.Provider,
            nn.core.activation.Relu6.Provider,
            nn.core.activation.Selu.Provider,
            nn.core.activation.Sigmoid.Provider,
            nn.core.activation.Silu.Provider,
            nn.core.activation.Sine.Provider,
            nn.core.activation.Softmax.Provider,
            nn.core.activation.Softplus.Provider,
            nn.core.activation.Softsign.Provider,
            nn.core.activation.Tanh.Provider,
            nn.core.init.Constant.Provider,
            nn.core.init.GlorotNormal.Provider,
            nn.core.init.GlorotTruncatedNormal.Provider,
            nn.core.init.GlorotUniform.Provider,
            nn.core.init.HeNormal.Provider,
            nn.core.init.HeTruncatedNormal.Provider,
            nn.core.init.HeUniform.Provider,
            nn.core.init.Identity.Provider,
            nn.core.init.LecunNormal.Provider,
            nn.core.init.LecunTruncatedNormal.Provider,
            nn.core.init.LecunUniform.Provider,
            nn.core.init.Orthogonal.Provider,
            nn.core.init.StandardNormal.Provider,
            nn.core.init.TruncatedNormal.Provider,
            nn.core.init.Uniform.Provider,
            nn.core.kernel.ScalarKernel.Provider,
            nn.core.layer.ActivationLayer.Provider,
            nn.core.layer.AlphaDropout.Provider,
            nn.core.layer.BatchNorm.Provider,
            nn.core.layer.Concatenate.Provider,
            nn.core.layer.Dense.Provider,
            nn.core.layer.Dropout.Provider,
            nn.core.layer.GaussianNoise.Provider,
            nn.core.layer.Glu.Provider,
            nn.core.layer.LayerNorm.Provider,
            nn.core.layer.PRelu.Provider,
            nn.core.layer.Residual.Provider,
            nn.core.loss.BinaryCrossEntropy.Provider,
            nn.core.loss.Cosine.Provider,
            nn.core.loss.Focal.Provider,
            nn.core.loss.GaussianNegativeLogLikelihood.Provider,
            nn.core.loss.HalfSquaredError.Provider,
            nn.core.loss.Hinge.Provider,
            nn.core.loss.Huber.Provider,
            nn.core.loss.KullbackLeibler.Provider,
            nn.core.loss.LogCosh.Provider,
            nn.core.loss.MeanAbsoluteError.Provider,
            nn.core.loss.MeanSquaredError.Provider,
            nn.core.loss.Poisson.Provider,
            nn.core.loss.Quantile.Provider,
            nn.core.loss.SoftmaxCrossEntropy.Provider,
            nn.core.loss.SquaredHinge.Provider,
            nn.core.optim.ConstantRate.Provider,
            nn.core.optim.CosineDecay.Provider,
            nn.core.optim.ExponentialDecay.Provider,
            nn.core.optim.GradientDescent.Provider,
            nn.core.optim.InverseTimeDecay.Provider,
            nn.core.optim.OneCycle.Provider,
            nn.core.optim.PolynomialDecay.Provider,
            nn.core.optim.ReduceOnPlateau.Provider,
            nn.core.optim.StepDecay.Provider,
            nn.core.optim.WarmUp.Provider,
            nn.core.transform.Columns.Provider,
            nn.core.transform.ImputeConstant.Provider,
            nn.core.transform.ImputeMean.Provider,
            nn.core.transform.ImputeMedian.Provider,
            nn.core.transform.ImputeMostFrequent.Provider,
            nn.core.transform.Log.Provider,
            nn.core.transform.MinMax.Provider,
            nn.core.transform.MissingFlag.Provider,
            nn.core.transform.OneHot.Provider,
            nn.core.transform.Ordinal.Provider,
            nn.core.transform.Quantile.Provider,
            nn.core.transform.Rescale.Provider,
            nn.core.transform.RobustScale.Provider,
            nn.core.transform.Standardize.Provider;
}
