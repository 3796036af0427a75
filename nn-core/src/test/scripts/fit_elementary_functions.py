#!/usr/bin/env python3
"""Derives the coefficients of nn.core.kernel.ElementaryCoefficients; needs numpy and mpmath.

Each function is written as a known leading part plus a polynomial:

    exp(r)     = 1 + r + r^2 P(r)          |r| <= ln(2)/2
    log(1 + f) = f - f^2/2 + f^3 P(f)      sqrt(1/2) <= 1 + f <= sqrt(2)
    tanh(x)    = x + x^3 P(x^2)            |x| <= TANH_THRESHOLD
    erf(x)     = x + x P(x^2)              |x| <= ERF_THRESHOLD
    erf(x)     = 1 - exp(-x P(x))          ERF_THRESHOLD <= x <= ERF_HIGHEST
    sin(r)     = r + r^3 P(r^2)            |r| <= RIGHT_ANGLE_HALF, a little more than pi/4
    cos(r)     = 1 - r^2/2 + r^4 P(r^2)    likewise

P minimizes the largest relative error of the whole: a weighted least-squares fit whose weights are raised where the
error is large until it levels out (Lawson's algorithm). The coefficients are rounded to float one after the other from
the constant term on, and the rest is fitted again, so that later coefficients make up for the rounding of earlier ones.
"""

import mpmath
import numpy as np

mpmath.mp.dps = 40
POINTS = 800
TANH_THRESHOLD = 0.625
ERF_THRESHOLD = 0.84375
ERF_HIGHEST = 4
RIGHT_ANGLE_HALF = 0.7875


def minimax(variable, target, weight, free):
    """Coefficients of the `free` powers whose weighted error |p - target| has the least maximum."""
    powers = np.stack([variable**power for power in free], axis=1) * weight[:, None]
    lawson = np.full(len(variable), 1 / len(variable))
    for _ in range(300):
        root = np.sqrt(lawson)
        solution, *_ = np.linalg.lstsq(powers * root[:, None], target * weight * root, rcond=None)
        error = np.abs(powers @ solution - target * weight)
        lawson *= error / error.max() + 1e-12
        lawson /= lawson.sum()
    return solution, error.max()


def fit(name, degree, points, variable, target, weight):
    """Prints the coefficients of P, constant term first, as Java float constants."""
    variable, target, weight = (
        np.array([float(f(mpmath.mpf(float(x)))) for x in points]) for f in (variable, target, weight)
    )
    rest, rounded = target.copy(), []
    for power in range(degree + 1):
        solution, _ = minimax(variable, rest, weight, range(power, degree + 1))
        rounded.append(np.float32(solution[0]))
        rest = rest - float(rounded[-1]) * variable**power
    print(f"{name}: relative error of the formula {np.abs(rest * weight).max():.1e}")
    for power, coefficient in enumerate(rounded):
        print(f"    {name}_{power} = {float(coefficient).hex()}f; // {coefficient}")


def chebyshev(low, high):
    """Points that are dense near the ends, none of them 0."""
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(POINTS) + 0.5) / POINTS)


half_ln2 = float(mpmath.log(2)) / 2
fit("EXP", 4, chebyshev(-half_ln2, half_ln2),
    lambda r: r, lambda r: (mpmath.expm1(r) - r) / r**2, lambda r: r**2 / mpmath.exp(r))
fit("LOG", 8, chebyshev(np.sqrt(0.5) - 1, np.sqrt(2) - 1),
    lambda f: f, lambda f: (mpmath.log1p(f) - f + f**2 / 2) / f**3, lambda f: f**3 / mpmath.log1p(f))
fit("TANH", 4, chebyshev(1e-3, TANH_THRESHOLD),
    lambda x: x**2, lambda x: (mpmath.tanh(x) - x) / x**3, lambda x: x**3 / mpmath.tanh(x))
fit("ERF_NEAR", 5, chebyshev(1e-3, ERF_THRESHOLD),
    lambda x: x**2, lambda x: mpmath.erf(x) / x - 1, lambda x: x / mpmath.erf(x))
# An error of x P changes erf by that much times erfc.
fit("ERF_FAR", 5, chebyshev(ERF_THRESHOLD, ERF_HIGHEST),
    lambda x: x, lambda x: -mpmath.log(mpmath.erfc(x)) / x, lambda x: x * mpmath.erfc(x) / mpmath.erf(x))
fit("SIN", 2, chebyshev(1e-3, RIGHT_ANGLE_HALF),
    lambda r: r**2, lambda r: (mpmath.sin(r) - r) / r**3, lambda r: r**3 / mpmath.sin(r))
fit("COS", 2, chebyshev(1e-2, RIGHT_ANGLE_HALF),
    lambda r: r**2, lambda r: (mpmath.cos(r) - 1 + r**2 / 2) / r**4, lambda r: r**4 / mpmath.cos(r))

ln2 = mpmath.log(2)
ln2_high = np.ldexp(np.round(np.ldexp(float(ln2), 15)), -15)
print("LN2_HIGH", float(ln2_high).hex(), "LN2_LOW", float(np.float32(float(ln2 - mpmath.mpf(ln2_high)))).hex())
print("LOG2_E", float(np.float32(float(1 / ln2))).hex())

rest = mpmath.pi / 2
for part in ("HIGH", "MIDDLE", "LOW"):
    value = np.float32(float(rest))
    print(f"RIGHT_ANGLE_{part} {float(value).hex()}")
    rest -= mpmath.mpf(float(value))
print("INVERSE_RIGHT_ANGLE", float(np.float32(float(2 / mpmath.pi))).hex())
mpmath.mp.dps = 100
bits = int(mpmath.floor(2 / mpmath.pi * mpmath.mpf(2) ** 256))
print("2/pi", [hex(bits >> (192 - 64 * i) & (2**64 - 1)) for i in range(4)])
