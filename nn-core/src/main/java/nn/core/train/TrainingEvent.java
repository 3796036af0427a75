package nn.core.train;

import nn.core.diagnose.Snapshot;
import nn.core.network.Network;
import nn.core.network.Transfer;

/** What a {@link TrainingListener} hears of. */
public sealed interface TrainingEvent {

    /**
     * The network has taken over layers of a trained model.
     *
     * @param transfer which
     */
    record Transferred(Transfer transfer) implements TrainingEvent {}

    /**
     * Training begins.
     *
     * @param network the network with its initial parameters
     * @param rows rows in the training part
     * @param epochs epochs at most, of all phases
     * @param stepsPerEpoch steps in each epoch; those of optimizers that use all rows at once have one
     */
    record Started(Network network, int rows, int epochs, int stepsPerEpoch) implements TrainingEvent {}

    /**
     * A phase of the training begins, with the best network so far.
     *
     * @param number its number, from 1
     * @param phase with which optimizer, and for how many epochs at most
     * @param firstEpoch the number of its first epoch, from 1
     */
    record PhaseStarted(int number, Phase phase, int firstEpoch) implements TrainingEvent {}

    /**
     * A step is done; only told to listeners that {@linkplain TrainingListener#wantsSteps() want} it.
     *
     * @param epoch the epoch, from 1
     * @param stepInEpoch the step within the epoch, from 1
     * @param loss the loss of its batch
     */
    record StepDone(int epoch, int stepInEpoch, double loss) implements TrainingEvent {}

    /**
     * An epoch is done.
     *
     * @param record what happened in it
     * @param best whether the network is now the best so far
     */
    record EpochDone(EpochRecord record, boolean best) implements TrainingEvent {}

    /**
     * The network was looked into; only if {@linkplain Trainer#diagnostics wanted}.
     *
     * @param snapshot what was seen
     */
    record Diagnosed(Snapshot snapshot) implements TrainingEvent {}

    /**
     * Training is over.
     *
     * @param reason why
     * @param bestEpoch the epoch whose network is kept, from 1
     */
    record Finished(StopReason reason, int bestEpoch) implements TrainingEvent {}
}
