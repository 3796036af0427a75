package com.example;

import java.util.Map;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.layer.BuiltLayer;
import nn.core.layer.Dense;
import nn.core.layer.Layer;
import nn.core.layer.LayerContext;
import nn.core.layer.ParameterLayout;
import nn.core.layer.ReferencePass;
import nn.core.layer.TrainingWorkspace;
import nn.core.layer.Workspace;
import nn.core.loss.Link;
import nn.core.loss.Loss;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.optim.Optimizer;
import nn.core.optim.Schedule;
import nn.core.optim.StepOptimizer;
import nn.core.random.RandomKey;
import nn.core.spi.Spec;

/** Components of somebody else, of which one throws. */
public record FaultyParts(String part) {

    private static void fail() {
        throw new IllegalStateException("wrong");
    }

    /** Throws when it fills. */
    public Initializer initializer() {
        return new BadInitializer();
    }

    private record BadInitializer() implements Initializer {
        @Override
        public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
            fail();
        }

        @Override
        public Spec spec() {
            return Spec.of("bad");
        }
    }

    /** Throws when it is built, or forward. */
    public Layer layer() {
        return new BadLayer(part.equals("layer"));
    }

    private record BadLayer(boolean early) implements Layer {
        @Override
        public BuiltLayer build(LayerContext context) {
            if (early) {
                fail();
            }
            return new BadBuiltLayer(new Dense(4).build(context));
        }

        @Override
        public Spec spec() {
            return Spec.of("bad");
        }
    }

    private record BadBuiltLayer(BuiltLayer dense) implements BuiltLayer {
        @Override
        public Shape outputShape() {
            return dense.outputShape();
        }

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            fail();
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            fail();
        }

        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {
            fail();
        }

        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            fail();
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            return input;
        }
    }

    /** Throws in training, or only when it measures. */
    public Loss loss() {
        return new BadLoss(new SoftmaxCrossEntropy(), part.equals("loss"));
    }

    private record BadLoss(Loss right, boolean early) implements Loss {
        @Override
        public int outputWidth(Targets targets) {
            return right.outputWidth(targets);
        }

        @Override
        public Link link() {
            return right.link();
        }

        @Override
        public double value(MatrixKernel kernel, Batch batch, float[] logits) {
            fail();
            return 0;
        }

        @Override
        public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
            if (early) {
                fail();
            }
            return right.valueAndGradient(kernel, batch, logits, logitGradient);
        }

        @Override
        public double reference(Batch batch, double[][] logits) {
            return 0;
        }

        @Override
        public Spec spec() {
            return Spec.of("bad");
        }
    }

    /** Throws in its step. */
    public Optimizer optimizer() {
        return new BadOptimizer();
    }

    private record BadOptimizer() implements StepOptimizer {
        @Override
        public double learningRate() {
            return 1;
        }

        @Override
        public State newState(ParameterLayout layout) {
            return new State() {
                @Override
                public void step(
                        float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
                    fail();
                }

                @Override
                public Map<String, float[]> arrays() {
                    return Map.of();
                }
            };
        }

        @Override
        public Spec spec() {
            return Spec.of("bad");
        }
    }

    /** Throws always. */
    public Schedule schedule() {
        return new BadSchedule();
    }

    private record BadSchedule() implements Schedule {
        @Override
        public double factor(long step, long stepsPerEpoch, long totalSteps) {
            fail();
            return 1;
        }

        @Override
        public Spec spec() {
            return Spec.of("bad");
        }
    }
}
