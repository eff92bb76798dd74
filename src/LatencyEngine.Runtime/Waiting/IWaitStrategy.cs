namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// How a thread spends the time in which there is nothing to do. Implemented by mutable structs, one per waiting
/// thread, so
/// that the waiting loop is compiled for each strategy without a call through an interface.
/// </summary>
public interface IWaitStrategy
{
    /// <summary>
    /// Waits a little, once, after a look that found nothing; the caller then looks again. A strategy that sleeps
    /// does so only
    /// on a bell that <paramref name="condition"/> names.
    /// </summary>
    /// <returns><c>true</c> when a time limit of the strategy has run out without anything to do.</returns>
    bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct;

    /// <summary>
    /// Called after a look that found something, with the number of events handled (or slots for which there is room
    /// now). May pause.
    /// </summary>
    void Progressed(int count);
}
