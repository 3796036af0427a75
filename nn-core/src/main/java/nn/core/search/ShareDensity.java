package nn.core.search;

import nn.core.random.RandomKey;

/** How often each choice was decided on, each counted once more than it was: (1 + count) / (choices + decisions). */
final class ShareDensity implements ParzenChooser.Density {

    private final double[] shares;

    ShareDensity(int choices, double[] decisions) {
        shares = new double[choices];
        for (int i = 0; i < choices; i++) {
            shares[i] = 1.0 / (choices + decisions.length);
        }
        for (double decision : decisions) {
            shares[(int) decision] += 1.0 / (choices + decisions.length);
        }
    }

    @Override
    public double draw(RandomKey draw) {
        double left = draw.uniformDouble(0);
        int choice = 0;
        while (choice < shares.length - 1 && left >= shares[choice]) {
            left -= shares[choice++];
        }
        return choice;
    }

    @Override
    public double logAt(double decision) {
        return StrictMath.log(shares[(int) decision]);
    }
}
