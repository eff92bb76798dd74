namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// One way of telling a market: keeps the books of its instruments and turns what happens to them into
/// messages. It tells the changes; the simulator adds the quote when the best has changed.
/// </summary>
internal interface IMarketModel
{
    /// <summary>Fills the empty book around the best keys that the state holds. Tells nothing.</summary>
    void Open(ref InstrumentState state);

    /// <summary>
    /// Applies an action and tells its changes; nothing where the book leaves no room for it.
    /// </summary>
    void Apply(ref InstrumentState state, FlowAction action);

    /// <summary>Tells that the book is empty.</summary>
    void TellClear(in InstrumentState state);

    /// <summary>Tells the whole book but for its quote.</summary>
    void TellBook(in InstrumentState state);
}
