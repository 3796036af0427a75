"""Makes the golden values of this directory with PyTorch and scikit-learn; README.md says what they are.

    make_golden.py DIRECTORY                        writes all files and SHA256SUMS into DIRECTORY
    make_golden.py DIRECTORY --compare COMMITTED    then compares them with the files in COMMITTED
"""

import argparse
import copy
import hashlib
import pathlib
import sys

import numpy
import sklearn
import torch

sys.dont_write_bytecode = True
import golden_metrics
import golden_transforms

STEPS = 6
PARAMETERS = 13
ROWS = 7
# How far from a kink (of ReLU, say) every input of an activation stays, so that no rounding crosses it.
DISTANCE_FROM_KINKS = 1e-2
# What is 0 in exact arithmetic, such as the gradient of a bias under batch normalization, comes out smaller than this.
ROUNDED_TO_ZERO = 1e-14
# The largest difference between two makings, relative to the largest number of a line.
TOLERANCE = 1e-6


# ---------------------------------------------------------------------------------------------------------------------
# Writing: one line "key=numbers" for each tensor, row after row


def given(array):
    """Numbers that both sides start from: floats, with as many digits as tell them apart."""
    return " ".join(str(value) for value in numpy.asarray(array, dtype=numpy.float32).ravel())


def computed(tensor):
    """Results in double precision, to more digits than a float has."""
    return " ".join("%.9g" % value for value in tensor.detach().numpy().ravel())


def double(array):
    """The tensor of some floats in double precision: nothing is lost."""
    return torch.from_numpy(numpy.asarray(array, dtype=numpy.float32).astype(numpy.float64))


def write(path, title, lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "# %s\n" % title + "".join("%s=%s\n" % line for line in lines)
    path.write_text(text, encoding="utf-8", newline="\n")


# ---------------------------------------------------------------------------------------------------------------------
# Optimizers: parameters and state after each of a few steps with given gradients


def sgd(**settings):
    return (
        lambda parameter, rate: torch.optim.SGD([parameter], lr=rate, **settings),
        {"velocity": "momentum_buffer"} if settings else {},
    )


def adam(**settings):
    return (
        lambda parameter, rate: torch.optim.Adam([parameter], lr=rate, **settings),
        {"first-moment": "exp_avg", "second-moment": "exp_avg_sq"},
    )


def adagrad(**settings):
    return lambda parameter, rate: torch.optim.Adagrad([parameter], lr=rate, **settings), {"sum-of-squares": "sum"}


def rmsprop(**settings):
    centered = {"first-moment": "grad_avg"} if settings.get("centered") else {}
    return (
        lambda parameter, rate: torch.optim.RMSprop([parameter], lr=rate, **settings),
        {"second-moment": "square_avg", **centered},
    )


def adadelta(**settings):
    return (
        lambda parameter, rate: torch.optim.Adadelta([parameter], lr=rate, **settings),
        {"second-moment": "square_avg", "squared-changes": "acc_delta"},
    )


def adamax(**settings):
    return (
        lambda parameter, rate: torch.optim.Adamax([parameter], lr=rate, **settings),
        {"first-moment": "exp_avg", "infinity-norm": "exp_inf"},
    )


def nadam(**settings):
    # In this version the default, which goes parameter by parameter, multiplies by one momentum too many (its mu_product_next); the
    # other form follows the paper.
    return (
        lambda parameter, rate: torch.optim.NAdam([parameter], lr=rate, foreach=True, **settings),
        {"first-moment": "exp_avg", "second-moment": "exp_avg_sq"},
    )


def amsgrad(**settings):
    make, names = adam(amsgrad=True, **settings)
    return make, {**names, "largest-second-moment": "max_exp_avg_sq"}


def adamw(**settings):
    return (
        lambda parameter, rate: torch.optim.AdamW([parameter], lr=rate, **settings),
        {"first-moment": "exp_avg", "second-moment": "exp_avg_sq"},
    )


class DecayedRAdam(torch.optim.RAdam):
    """RAdam with decoupled weight decay, which PyTorch has in later versions only."""

    def __init__(self, parameter, rate, decay, **settings):
        super().__init__([parameter], lr=rate, **settings)
        self.decay = decay

    def step(self):
        with torch.no_grad():
            for group in self.param_groups:
                group["params"][0].mul_(1 - group["lr"] * self.decay)
        super().step()


def radam(decay, **settings):
    return (
        lambda parameter, rate: DecayedRAdam(parameter, rate, decay, **settings),
        {"first-moment": "exp_avg", "second-moment": "exp_avg_sq"},
    )


class Lion(torch.optim.Optimizer):
    """Chen et al. (2023), algorithm 2, line by line: PyTorch has none."""

    def __init__(self, parameter, rate, betas, decay):
        super().__init__([parameter], {"lr": rate})
        self.betas = betas
        self.decay = decay
        self.state[parameter]["m"] = torch.zeros_like(parameter)

    def step(self):
        beta1, beta2 = self.betas
        group = self.param_groups[0]
        theta = group["params"][0]
        m, g = self.state[theta]["m"], theta.grad
        with torch.no_grad():
            c = beta1 * m + (1 - beta1) * g
            theta.sub_(group["lr"] * (torch.sign(c) + self.decay * theta))
            m.copy_(beta2 * m + (1 - beta2) * g)


def lion(betas, decay):
    return lambda parameter, rate: Lion(parameter, rate, betas, decay), {"first-moment": "m"}


def rprop(**settings):
    return (
        lambda parameter, rate: torch.optim.Rprop([parameter], lr=rate, **settings),
        {"previous-gradient": "prev", "step-size": "step_size"},
    )


# (our optimizer, its learning rate, its other settings, PyTorch's optimizer and what it calls the state)
OPTIMIZERS = [
    [
        ("gradient-descent", 0.1, "", sgd()),
        ("gradient-descent", 0.03, "", sgd()),
    ],
    [
        ("momentum", 0.01, ",momentum=0.9", sgd(momentum=0.9)),
        ("momentum", 0.2, ",momentum=0.55", sgd(momentum=0.55)),
    ],
    [
        ("nesterov", 0.01, ",momentum=0.9", sgd(momentum=0.9, nesterov=True)),
        ("nesterov", 0.2, ",momentum=0.55", sgd(momentum=0.55, nesterov=True)),
    ],
    [
        ("adam", 0.001, ",beta1=0.9,beta2=0.999,epsilon=1e-08", adam(betas=(0.9, 0.999), eps=1e-8)),
        # A large epsilon shows where it stands in the formula.
        ("adam", 0.02, ",beta1=0.8,beta2=0.95,epsilon=0.05", adam(betas=(0.8, 0.95), eps=0.05)),
    ],
    [
        ("adagrad", 0.01, ",epsilon=1e-10", adagrad(eps=1e-10)),
        ("adagrad", 0.3, ",epsilon=0.05", adagrad(eps=0.05)),
    ],
    [
        ("rmsprop", 0.001, ",decay=0.9,epsilon=1e-08,centered=false", rmsprop(alpha=0.9, eps=1e-8)),
        ("rmsprop", 0.02, ",decay=0.75,epsilon=0.05,centered=true", rmsprop(alpha=0.75, eps=0.05, centered=True)),
    ],
    [
        ("adadelta", 1.0, ",decay=0.95,epsilon=1e-06", adadelta(rho=0.95, eps=1e-6)),
        ("adadelta", 0.4, ",decay=0.7,epsilon=0.01", adadelta(rho=0.7, eps=0.01)),
    ],
    [
        ("adamax", 0.002, ",beta1=0.9,beta2=0.999,epsilon=1e-08", adamax(betas=(0.9, 0.999), eps=1e-8)),
        ("adamax", 0.05, ",beta1=0.8,beta2=0.6,epsilon=0.05", adamax(betas=(0.8, 0.6), eps=0.05)),
    ],
    [
        (
            "nadam",
            0.002,
            ",beta1=0.9,beta2=0.999,epsilon=1e-08,momentum-decay=0.004",
            nadam(betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3),
        ),
        (
            "nadam",
            0.05,
            ",beta1=0.8,beta2=0.95,epsilon=0.05,momentum-decay=0.7",
            nadam(betas=(0.8, 0.95), eps=0.05, momentum_decay=0.7),
        ),
    ],
    [
        ("amsgrad", 0.001, ",beta1=0.9,beta2=0.999,epsilon=1e-08", amsgrad(betas=(0.9, 0.999), eps=1e-8)),
        ("amsgrad", 0.02, ",beta1=0.8,beta2=0.6,epsilon=0.05", amsgrad(betas=(0.8, 0.6), eps=0.05)),
    ],
    [
        (
            "adamw",
            0.001,
            ",beta1=0.9,beta2=0.999,epsilon=1e-08,weight-decay=0.01",
            adamw(betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01),
        ),
        (
            "adamw",
            0.02,
            ",beta1=0.8,beta2=0.95,epsilon=0.05,weight-decay=5.0",
            adamw(betas=(0.8, 0.95), eps=0.05, weight_decay=5.0),
        ),
    ],
    [
        (
            "radam",
            0.001,
            ",beta1=0.9,beta2=0.999,epsilon=1e-08,weight-decay=0.0",
            radam(0.0, betas=(0.9, 0.999), eps=1e-8),
        ),
        (
            "radam",
            0.02,
            ",beta1=0.8,beta2=0.99,epsilon=0.05,weight-decay=5.0",
            radam(5.0, betas=(0.8, 0.99), eps=0.05),
        ),
    ],
    [
        ("lion", 0.0001, ",beta1=0.9,beta2=0.99,weight-decay=0.0", lion((0.9, 0.99), 0.0)),
        ("lion", 0.02, ",beta1=0.7,beta2=0.8,weight-decay=5.0", lion((0.7, 0.8), 5.0)),
    ],
    [
        (
            "rprop",
            0.01,
            ",grow=1.2,shrink=0.5,smallest=1e-06,largest=50.0",
            rprop(etas=(0.5, 1.2), step_sizes=(1e-6, 50)),
        ),
        (
            "rprop",
            0.05,
            ",grow=1.5,shrink=0.3,smallest=0.02,largest=0.1",
            rprop(etas=(0.3, 1.5), step_sizes=(0.02, 0.1)),
        ),
    ],
]


def make_optimizer(directory, case, seed, scheduled):
    name, rate, settings, (factory, state_names) = case
    random = numpy.random.RandomState(seed)
    # Small parameters: then the comparison sees the steps and not mostly the start.
    start = (0.01 * random.standard_normal(PARAMETERS)).astype(numpy.float32)
    parameter = double(start).clone().requires_grad_()
    optimizer = factory(parameter, rate)
    lines = [
        ("optimizer", "%s:learning-rate=%s%s" % (name, rate, settings)),
        ("steps", str(STEPS)),
        ("parameters.0", given(start)),
    ]
    for step in range(1, STEPS + 1):
        gradient = random.standard_normal(PARAMETERS) * 10 ** random.uniform(-2, 0.5, PARAMETERS)
        parameter.grad = double(gradient)
        step_rate = round(rate / step, 9) if scheduled else rate
        optimizer.param_groups[0]["lr"] = step_rate
        optimizer.step()
        lines.append(("learning-rate.%d" % step, repr(step_rate)))
        lines.append(("gradients.%d" % step, given(gradient)))
        lines.append(("parameters.%d" % step, computed(parameter)))
        for ours, theirs in state_names.items():
            lines.append(("%s.%d" % (ours, step), computed(optimizer.state[parameter][theirs])))
    title = "Optimizer %s, seed %d%s" % (name, seed, ", with a falling learning rate" if scheduled else "")
    write(directory / "optimizers" / ("%s-%d.properties" % (name, seed)), title, lines)


def make_optimizers(directory):
    for defaults, other in OPTIMIZERS:
        make_optimizer(directory, defaults, 1, False)
        make_optimizer(directory, other, 2, False)
        # PyTorch's Rprop looks at the learning rate in its first step only; ours is scaled by a schedule.
        make_optimizer(directory, other, 3, other[0] != "rprop")


# ---------------------------------------------------------------------------------------------------------------------
# Schedules: the factor of the learning rate in each step; where time is counted in epochs, an epoch has one step


def factors(steps, make, losses=None):
    """The factors of some steps; a schedule that wants losses is told one after each."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = make(optimizer)
    found = []
    for step in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step(*([losses[step]] if losses else []))
    return found


lr = torch.optim.lr_scheduler
LOSSES = [1.0, 0.8, 0.79999, 0.9, 0.7, 0.75, 0.71, 0.7, 0.69999, 0.72, 0.7, 0.5, 0.6, 0.6, 0.55, 0.55, 0.6, 0.7, 0.4, 0.4]

# (our schedule, steps, factors)
SCHEDULES = {
    "step-1": ("step:epochs=3,gamma=0.1", 12, lambda o: lr.StepLR(o, 3, 0.1)),
    "step-2": ("step:epochs=1,gamma=0.7", 8, lambda o: lr.StepLR(o, 1, 0.7)),
    "exponential-1": ("exponential:gamma=0.97", 10, lambda o: lr.ExponentialLR(o, 0.97)),
    "exponential-2": ("exponential:gamma=0.5", 10, lambda o: lr.ExponentialLR(o, 0.5)),
    "polynomial-1": ("polynomial:power=1.0,end=0.0", 9, lambda o: lr.PolynomialLR(o, 9, 1.0)),
    "polynomial-2": ("polynomial:power=2.5,end=0.0", 10, lambda o: lr.PolynomialLR(o, 10, 2.5)),
    # PyTorch has none, but a schedule of any formula.
    "inverse-time-1": ("inverse-time:decay=0.05", 10, lambda o: lr.LambdaLR(o, lambda e: 1 / (1 + 0.05 * e))),
    "inverse-time-2": ("inverse-time:decay=2.0", 10, lambda o: lr.LambdaLR(o, lambda e: 1 / (1 + 2.0 * e))),
    "cosine-1": ("cosine:end=0.0,restart=0,growth=1.0", 11, lambda o: lr.CosineAnnealingLR(o, 11)),
    "cosine-2": ("cosine:end=0.1,restart=0,growth=1.0", 10, lambda o: lr.CosineAnnealingLR(o, 10, 0.1)),
    "cosine-3": (
        "cosine:end=0.0,restart=4,growth=1.0",
        14,
        lambda o: lr.CosineAnnealingWarmRestarts(o, 4, 1, 0.0),
    ),
    "cosine-4": (
        "cosine:end=0.05,restart=2,growth=3.0",
        30,
        lambda o: lr.CosineAnnealingWarmRestarts(o, 2, 3, 0.05),
    ),
    "one-cycle-1": (
        "one-cycle:rise=0.3,start=0.04,end=4e-06",
        20,
        lambda o: lr.OneCycleLR(o, 1.0, total_steps=21, cycle_momentum=False),
    ),
    "one-cycle-2": (
        "one-cycle:rise=0.6,start=0.1,end=0.01",
        16,
        lambda o: lr.OneCycleLR(
            o, 1.0, total_steps=17, pct_start=0.6, div_factor=10, final_div_factor=10, cycle_momentum=False
        ),
    ),
}
# PyTorch refuses to go beyond the end of these; of theirs the last step is left out.
ONE_STEP_LONGER = {"one-cycle-1", "one-cycle-2"}
PLATEAUS = {
    "reduce-on-plateau-1": (
        "reduce-on-plateau:gamma=0.1,patience=3,threshold=1e-4,cooldown=0,minimum=0.0",
        # Its patience is the number of epochs that it lets pass; ours is that after which the rate falls.
        lambda o: lr.ReduceLROnPlateau(o, factor=0.1, patience=2, threshold=1e-4, eps=0),
    ),
    "reduce-on-plateau-2": (
        "reduce-on-plateau:gamma=0.5,patience=1,threshold=0.05,cooldown=2,minimum=0.2",
        lambda o: lr.ReduceLROnPlateau(o, factor=0.5, patience=0, threshold=0.05, cooldown=2, min_lr=0.2, eps=0),
    ),
}


def make_schedules(directory):
    def write_factors(name, lines):
        write(directory / "schedules" / (name + ".properties"), "Schedule " + name, lines)

    for name, (ours, steps, make) in SCHEDULES.items():
        total = steps + 1 if name in ONE_STEP_LONGER else steps
        found = ["%.12g" % factor for factor in factors(steps, make)]
        write_factors(name, [("schedule", ours), ("total-steps", str(total)), ("factors", " ".join(found))])
    for name, (ours, make) in PLATEAUS.items():
        found = ["%.12g" % factor for factor in factors(len(LOSSES), make, LOSSES)]
        losses = " ".join(str(loss) for loss in LOSSES)
        write_factors(name, [("schedule", ours), ("losses", losses), ("factors", " ".join(found))])
    # Four steps of warm-up, then half a cosine of nine.
    warm_up = factors(4, lambda o: lr.LinearLR(o, start_factor=1 / 4, total_iters=3))
    cosine = factors(9, lambda o: lr.CosineAnnealingLR(o, 9))
    found = ["%.12g" % factor for factor in warm_up + cosine]
    ours = "warm-up:epochs=4,then=(cosine:end=0.0,restart=0,growth=1.0)"
    write_factors("warm-up-1", [("schedule", ours), ("total-steps", "13"), ("factors", " ".join(found))])


# ---------------------------------------------------------------------------------------------------------------------
# Activations: outputs and gradients of a few rows


ACTIVATION_ROWS = 6
ACTIVATION_COLUMNS = 8

functional = torch.nn.functional

# (our activation, the same in PyTorch, its kinks)
ACTIVATIONS = [
    ("celu:alpha=1.0", functional.celu, [0]),
    ("celu:alpha=0.6", lambda z: functional.celu(z, alpha=0.6), [0]),
    ("elu:alpha=1.0", functional.elu, [0]),
    ("elu:alpha=0.6", lambda z: functional.elu(z, alpha=0.6), [0]),
    ("gaussian", lambda z: torch.exp(-z * z), []),
    ("gelu", functional.gelu, []),
    ("gelu-tanh", lambda z: functional.gelu(z, approximate="tanh"), []),
    ("hard-sigmoid", functional.hardsigmoid, [-3, 3]),
    ("hard-swish", functional.hardswish, [-3, 3]),
    ("hard-tanh:min=-1.0,max=1.0", functional.hardtanh, [-1, 1]),
    ("hard-tanh:min=-0.5,max=2.0", lambda z: functional.hardtanh(z, -0.5, 2.0), [-0.5, 2]),
    ("leaky-relu:alpha=0.01", functional.leaky_relu, [0]),
    ("leaky-relu:alpha=0.3", lambda z: functional.leaky_relu(z, 0.3), [0]),
    ("log-softmax", lambda z: functional.log_softmax(z, dim=1), []),
    ("mish", functional.mish, []),
    ("relu", functional.relu, [0]),
    ("relu6", functional.relu6, [0, 6]),
    ("selu", functional.selu, [0]),
    ("sigmoid", torch.sigmoid, []),
    ("silu", functional.silu, []),
    ("sine:omega=1.0", torch.sin, []),
    ("sine:omega=30.0", lambda z: torch.sin(30 * z), []),
    ("softmax", lambda z: functional.softmax(z, dim=1), []),
    ("softplus", functional.softplus, []),
    ("softsign", functional.softsign, []),
    ("tanh", torch.tanh, []),
]


def make_activations(directory):
    for number, (spec, function, kinks) in enumerate(ACTIVATIONS):
        random = numpy.random.RandomState(100 + number)
        # Where the curves bend, and where they are nearly straight.
        z = (random.standard_normal((ACTIVATION_ROWS, ACTIVATION_COLUMNS)) * [[1], [1], [1], [4], [4], [9]])
        for kink in kinks:
            z = numpy.where(numpy.abs(z - kink) < DISTANCE_FROM_KINKS, z + 2 * DISTANCE_FROM_KINKS, z)
        da = random.standard_normal(z.shape)
        inputs = double(z).requires_grad_()
        outputs = function(inputs)
        outputs.backward(double(da))
        lines = [
            ("activation", spec),
            ("rows", str(ACTIVATION_ROWS)),
            ("z", given(z)),
            ("da", given(da)),
            ("a", computed(outputs)),
            ("dz", computed(inputs.grad)),
        ]
        name = spec.replace(":", "-").replace("=", "-").replace(",", "-")
        write(directory / "activations" / (name + ".properties"), "Activation " + spec, lines)


# ---------------------------------------------------------------------------------------------------------------------
# Losses: value and gradient on a few rows with weights


def per_value(function):
    """The loss of each row: the mean over its outputs."""
    return lambda outputs, targets: function(outputs, targets).mean(dim=1)


def gaussian(outputs, targets):
    """The first half of the outputs are means, the others logarithms of variances, to which 1e-6 is added."""
    means, log_variances = outputs.chunk(2, dim=1)
    variances = log_variances.exp() + 1e-6
    return functional.gaussian_nll_loss(means, targets, variances, eps=1e-9, reduction="none").mean(dim=1)


def binary(smoothing):
    def row_loss(logits, labels):
        y = labels.to(logits.dtype).reshape(logits.shape) * (1 - smoothing) + smoothing / 2
        return functional.binary_cross_entropy_with_logits(logits, y, reduction="none").mean(dim=1)

    return row_loss


def categorical(smoothing):
    return lambda z, y: functional.cross_entropy(z, y, label_smoothing=smoothing, reduction="none")


def focal(gamma):
    """PyTorch has none: the paper's formula."""

    def row_loss(logits, labels):
        log_p = functional.log_softmax(logits, dim=1).gather(1, labels[:, None])[:, 0]
        return -((1 - log_p.exp()) ** gamma) * log_p

    return row_loss


def hinge(power):
    return lambda z, y: functional.relu(1 - (2 * y.to(z.dtype) - 1) * z[:, 0]) ** power


def kullback_leibler(logits, targets):
    return functional.kl_div(functional.log_softmax(logits, dim=1), targets, reduction="none").sum(dim=1)


def quantile(tau):
    return per_value(lambda a, y: torch.maximum(tau * (y - a), (tau - 1) * (y - a)))


def huber(delta):
    return per_value(lambda a, y: functional.huber_loss(a, y, delta=delta, reduction="none"))


def poisson(outputs, targets):
    return functional.poisson_nll_loss(outputs, targets, log_input=True, full=False, reduction="none").mean(dim=1)


# (our loss, loss of each row, outputs, targets, what these are)
LOSSES_OF_ROWS = [
    ("binary-cross-entropy:label-smoothing=0.0", binary(0.0), 1, 2, "labels"),
    ("binary-cross-entropy:label-smoothing=0.2", binary(0.2), 1, 2, "labels"),
    ("binary-cross-entropy:label-smoothing=0.0", binary(0.0), 3, 3, "bits"),
    ("binary-cross-entropy:label-smoothing=0.1", binary(0.1), 3, 3, "bits"),
    ("cosine", lambda a, y: 1 - functional.cosine_similarity(a, y, dim=1), 4, 4, "values"),
    ("focal:gamma=2.0", focal(2.0), 4, 4, "labels"),
    ("focal:gamma=0.5", focal(0.5), 2, 2, "labels"),
    ("gaussian-negative-log-likelihood:epsilon=1e-6", gaussian, 4, 2, "values"),
    ("half-squared-error", lambda a, y: ((a - y) ** 2).sum(dim=1) / 2, 3, 3, "values"),
    ("hinge", hinge(1), 1, 2, "labels"),
    ("huber:delta=1.0", huber(1.0), 2, 2, "values"),
    ("huber:delta=0.4", huber(0.4), 2, 2, "values"),
    ("kullback-leibler", kullback_leibler, 4, 4, "shares"),
    ("log-cosh", per_value(lambda a, y: torch.log(torch.cosh(a - y))), 3, 3, "values"),
    ("mean-absolute-error", per_value(lambda a, y: functional.l1_loss(a, y, reduction="none")), 3, 3, "values"),
    ("mean-squared-error", per_value(lambda a, y: functional.mse_loss(a, y, reduction="none")), 3, 3, "values"),
    ("poisson", poisson, 2, 2, "counts"),
    ("quantile:tau=0.5", quantile(0.5), 2, 2, "values"),
    ("quantile:tau=0.9", quantile(0.9), 2, 2, "values"),
    ("softmax-cross-entropy:label-smoothing=0.0", categorical(0.0), 4, 4, "labels"),
    ("softmax-cross-entropy:label-smoothing=0.15", categorical(0.15), 4, 4, "labels"),
    ("squared-hinge", hinge(2), 1, 2, "labels"),
]


def targets_of(random, kind, count):
    if kind == "labels":
        return random.permutation(numpy.arange(ROWS) % count)
    if kind == "bits":
        return random.randint(0, 2, (ROWS, count))
    if kind == "counts":
        return random.poisson(3, (ROWS, count))
    values = random.standard_normal((ROWS, count))
    if kind == "shares":
        values = numpy.exp(values)
        values[0, 1] = 0
        values /= values.sum(axis=1, keepdims=True)
    return values


def make_losses(directory):
    for number, (spec, row_loss, outputs, count, kind) in enumerate(LOSSES_OF_ROWS):
        random = numpy.random.RandomState(200 + number)
        z = 1.5 * random.standard_normal((ROWS, outputs))
        y = targets_of(random, kind, count)
        weights = random.uniform(0.25, 3, ROWS)
        logits = double(z).requires_grad_()
        share = double(weights) / double(weights).sum()
        targets = torch.from_numpy(y) if kind == "labels" else double(y)
        value = (share * row_loss(logits, targets)).sum()
        value.backward()
        shown = " ".join(str(label) for label in y) if kind == "labels" else given(y)
        lines = [
            ("loss", spec),
            ("targets", str(count)),
            ("labels" if kind == "labels" else "values", shown),
            ("weights", given(weights)),
            ("logits", given(z)),
            ("value", computed(value)),
            ("gradient", computed(logits.grad)),
        ]
        name = spec.replace(":", "-").replace("=", "-") + ("-several" if kind == "bits" else "")
        write(directory / "losses" / (name + ".properties"), "Loss " + spec, lines)


def make_class_weights(directory):
    random = numpy.random.RandomState(260)
    z = 1.5 * random.standard_normal((ROWS, 3))
    y = random.permutation(numpy.arange(ROWS) % 3)
    weights = random.uniform(0.25, 3, 3)
    logits = double(z).requires_grad_()
    value = functional.cross_entropy(logits, torch.from_numpy(y), weight=double(weights))
    value.backward()
    lines = [
        ("class-weights", given(weights)),
        ("labels", " ".join(str(label) for label in y)),
        ("logits", given(z)),
        ("value", computed(value)),
        ("gradient", computed(logits.grad)),
    ]
    write(directory / "weights" / "classes.properties", "Softmax cross-entropy with weights of classes", lines)


# ---------------------------------------------------------------------------------------------------------------------
# Networks: logits, loss, all gradients and running statistics of one batch


def softmax_cross_entropy(logits, labels):
    return torch.nn.functional.cross_entropy(logits, labels, reduction="none")


def binary_cross_entropy(logits, labels):
    return torch.nn.functional.binary_cross_entropy_with_logits(
        logits[:, 0], labels.to(logits.dtype), reduction="none"
    )


def mean_squared_error(outputs, values):
    return torch.nn.functional.mse_loss(outputs, values, reduction="none").mean(dim=1)


def half_squared_error(outputs, values):
    return torch.nn.functional.mse_loss(outputs, values, reduction="none").sum(dim=1) / 2


def linear(inputs, outputs):
    return torch.nn.Linear(inputs, outputs)


# name: (layers, loss of each row, number of classes or None, whether rows have weights)
NETWORKS = {
    "dense-relu-dense-softmax-cross-entropy": (
        [linear(5, 9), torch.nn.ReLU(), linear(9, 3)],
        softmax_cross_entropy,
        3,
        False,
    ),
    "dense-relu-dense-softmax-cross-entropy-weighted": (
        [linear(5, 9), torch.nn.ReLU(), linear(9, 3)],
        softmax_cross_entropy,
        3,
        True,
    ),
    "dense-tanh-dense-tanh-dense-mean-squared-error": (
        [linear(3, 7), torch.nn.Tanh(), linear(7, 5), torch.nn.Tanh(), linear(5, 2)],
        mean_squared_error,
        None,
        False,
    ),
    "dense-batchnorm-leakyrelu-dense-softmax-cross-entropy": (
        [linear(5, 6), torch.nn.BatchNorm1d(6, eps=1e-5, momentum=0.1), torch.nn.LeakyReLU(0.01), linear(6, 4)],
        softmax_cross_entropy,
        4,
        False,
    ),
    "dense-layernorm-tanh-dense-softmax-cross-entropy": (
        [linear(5, 6), torch.nn.LayerNorm(6, eps=1e-5), torch.nn.Tanh(), linear(6, 3)],
        softmax_cross_entropy,
        3,
        True,
    ),
    "dense-elu-dense-sigmoid-dense-binary-cross-entropy": (
        [linear(4, 7), torch.nn.ELU(alpha=1.0), linear(7, 5), torch.nn.Sigmoid(), linear(5, 1)],
        binary_cross_entropy,
        2,
        False,
    ),
    "dense-prelu-dense-mean-squared-error": (
        [linear(4, 6), torch.nn.PReLU(6), linear(6, 2)],
        mean_squared_error,
        None,
        False,
    ),
    "dense-glu-dense-softmax-cross-entropy": (
        [linear(5, 8), torch.nn.GLU(dim=1), linear(4, 3)],
        softmax_cross_entropy,
        3,
        False,
    ),
    "dense-softmax-dense-half-squared-error": (
        [linear(3, 5), torch.nn.Softmax(dim=1), linear(5, 2)],
        half_squared_error,
        None,
        False,
    ),
}


def named_tensors(layers):
    """(kind, name, tensor, whether it is transposed) in the order of our layout; our W is inputs x outputs."""
    dense = 0
    batchnorm = 0
    layernorm = 0
    prelu = 0
    for layer in layers:
        if isinstance(layer, torch.nn.Linear):
            dense += 1
            yield "parameter", "dense%d.weights" % dense, layer.weight, True
            yield "parameter", "dense%d.bias" % dense, layer.bias, False
        elif isinstance(layer, torch.nn.PReLU):
            prelu += 1
            yield "parameter", "prelu%d.slope" % prelu, layer.weight, False
        elif isinstance(layer, torch.nn.BatchNorm1d):
            batchnorm += 1
            yield "parameter", "batchnorm%d.scale" % batchnorm, layer.weight, False
            yield "parameter", "batchnorm%d.shift" % batchnorm, layer.bias, False
            yield "state", "batchnorm%d.running-mean" % batchnorm, layer.running_mean, False
            yield "state", "batchnorm%d.running-variance" % batchnorm, layer.running_var, False
        elif isinstance(layer, torch.nn.LayerNorm):
            layernorm += 1
            yield "parameter", "layernorm%d.scale" % layernorm, layer.weight, False
            yield "parameter", "layernorm%d.shift" % layernorm, layer.bias, False


def initial_values(random, name, shape):
    values = random.standard_normal(shape)
    if name.endswith(".weights"):
        return values / numpy.sqrt(shape[0]) * 1.5
    if name.endswith(".scale"):
        return 1 + 0.3 * values
    if name.endswith(".running-variance"):
        return 0.5 + values * values
    return 0.3 * values


def turned(tensor, transposed):
    return tensor.t() if transposed else tensor


def kinks_are_far(network, features):
    """Whether no activation's input comes near a kink; the network stays as it is."""
    signal = features
    for layer in copy.deepcopy(network):
        if isinstance(layer, (torch.nn.ReLU, torch.nn.LeakyReLU, torch.nn.PReLU, torch.nn.ELU)):
            if signal.abs().min().item() < DISTANCE_FROM_KINKS:
                return False
        signal = layer(signal)
    return True


def without_noise(tensor):
    return torch.where(tensor.abs() < ROUNDED_TO_ZERO, torch.zeros_like(tensor), tensor)


def make_network(directory, name, seed):
    layers, row_loss, classes, weighted = NETWORKS[name]
    network = copy.deepcopy(torch.nn.Sequential(*layers)).double()
    tensors = list(named_tensors(network))
    inputs = layers[0].in_features
    outputs = layers[-1].out_features
    random = numpy.random.RandomState(seed)
    lines = []
    with torch.no_grad():
        for kind, segment, tensor, transposed in tensors:
            shape = tuple(turned(tensor, transposed).shape)
            values = initial_values(random, segment, shape)
            tensor.copy_(turned(double(values), transposed))
            lines.append(("%s.%s" % (kind, segment), given(values)))
    features = random.standard_normal((ROWS, inputs))
    if classes:
        targets = torch.from_numpy(random.permutation(numpy.arange(ROWS) % classes))
        lines.append(("labels", " ".join(str(label) for label in targets.tolist())))
    else:
        values = random.standard_normal((ROWS, outputs))
        targets = double(values)
        lines.append(("values", given(values)))
    # Weights of rows are given as they are; their sum is not 1.
    weights = random.uniform(0.25, 3, ROWS) if weighted else numpy.ones(ROWS)
    head = [("rows", str(ROWS)), ("seed", str(seed)), ("features", given(features))]
    if weighted:
        head.append(("weights", given(weights)))

    if not (kinks_are_far(network.train(), double(features)) and kinks_are_far(network.eval(), double(features))):
        return False

    network.train()
    logits = network(double(features))
    share = double(weights) / double(weights).sum()
    loss = (share * row_loss(logits, targets)).sum()
    loss.backward()
    results = [("logits", computed(logits)), ("loss", computed(loss))]
    for kind, segment, tensor, transposed in tensors:
        if kind == "parameter":
            results.append(("gradient." + segment, computed(without_noise(turned(tensor.grad, transposed)))))
        else:
            results.append(("state-after." + segment, computed(tensor)))
    network.eval()
    results.append(("inferred-logits", computed(network(double(features)))))
    write(directory / "networks" / (name + ".properties"), "Network " + name, head + lines + results)
    return True


def make_networks(directory):
    for name in NETWORKS:
        # The first seed whose pre-activations all stay away from the kinks.
        seed = 1
        while not make_network(directory, name, seed):
            seed += 1


# ---------------------------------------------------------------------------------------------------------------------
# Layers with random numbers: what each input becomes when it is kept, and what a dropped one becomes


def make_alpha_dropout(directory, seed, rate):
    inputs = numpy.random.RandomState(seed).standard_normal(11).astype(numpy.float32)
    torch.manual_seed(seed)
    outputs = torch.nn.functional.alpha_dropout(double(inputs).repeat(1000, 1), rate, training=True)
    # Whatever the input, the dropped value is the same; the kept one is the other that occurs in a column.
    columns = [torch.unique(column) for column in outputs.t()]
    dropped = [value for value in columns[0] if all((column == value).any() for column in columns)]
    assert len(dropped) == 1 and all(len(column) == 2 for column in columns)
    kept = torch.stack([column[column != dropped[0]][0] for column in columns])
    lines = [
        ("rate", repr(rate)),
        ("inputs", given(inputs)),
        ("kept", computed(kept)),
        ("dropped", computed(dropped[0].reshape(1))),
    ]
    write(directory / "layers" / ("alpha-dropout-%d.properties" % seed), "Alpha dropout, rate %s" % rate, lines)


def make_layers(directory):
    for seed, rate in ((1, 0.05), (2, 0.2), (3, 0.5)):
        make_alpha_dropout(directory, seed, rate)


# ---------------------------------------------------------------------------------------------------------------------


def names_of_files(directory):
    return sorted(file.relative_to(directory).as_posix() for file in directory.glob("*/*.properties"))


def sums(directory):
    """SHA-256 of all files and of these scripts, so that neither changes without the other."""
    scripts = pathlib.Path(__file__).parent
    files = [(scripts / name, name) for name in ("make_golden.py", "golden_metrics.py", "golden_transforms.py")]
    files += [(directory / name, name) for name in names_of_files(directory)]
    return "".join("%s  %s\n" % (hashlib.sha256(file.read_bytes()).hexdigest(), name) for file, name in files)


def read(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def deviation(made, committed):
    """The largest difference of two lines, relative to the largest number; infinite if they are not numbers."""
    try:
        a = numpy.array(made.split(), dtype=numpy.float64)
        b = numpy.array(committed.split(), dtype=numpy.float64)
    except ValueError:
        return float("inf")
    if a.shape != b.shape or not numpy.isfinite(a).all() or not numpy.isfinite(b).all():
        return float("inf")
    largest = numpy.abs(b).max()
    return numpy.abs(a - b).max() / largest if largest > 0 else numpy.abs(a).max()


def compare(made, committed):
    if (committed / "SHA256SUMS").read_text(encoding="utf-8") != sums(committed):
        sys.exit("%s/SHA256SUMS is not that of the files and the script." % committed)
    names = names_of_files(made)
    if names != names_of_files(committed):
        sys.exit("Other files: made %s, committed %s" % (names, names_of_files(committed)))
    worst, where, identical, lines = 0.0, "nowhere", 0, 0
    for name in names:
        ours, theirs = read(made / name), read(committed / name)
        if list(ours) != list(theirs):
            sys.exit("%s: other keys: made %s, committed %s" % (name, list(ours), list(theirs)))
        identical += (made / name).read_bytes() == (committed / name).read_bytes()
        for key in ours:
            lines += 1
            if ours[key] == theirs[key]:
                continue
            difference = deviation(ours[key], theirs[key])
            if difference > worst:
                worst, where = difference, "%s, %s" % (name, key)
    print("%d files, %d of them identical, %d lines, largest relative difference %.1e (%s)"
          % (len(names), identical, lines, worst, where))
    if not worst <= TOLERANCE:
        sys.exit("Expected at most %.0e." % TOLERANCE)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--compare", type=pathlib.Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    print("PyTorch %s, scikit-learn %s, NumPy %s" % (torch.__version__, sklearn.__version__, numpy.__version__))
    make_optimizers(arguments.directory)
    make_schedules(arguments.directory)
    make_activations(arguments.directory)
    make_losses(arguments.directory)
    make_class_weights(arguments.directory)
    make_networks(arguments.directory)
    make_layers(arguments.directory)
    golden_metrics.make(write, arguments.directory)
    golden_transforms.make(write, arguments.directory)
    (arguments.directory / "SHA256SUMS").write_text(sums(arguments.directory), encoding="utf-8", newline="\n")
    if arguments.compare:
        compare(arguments.directory, arguments.compare)


if __name__ == "__main__":
    main()
