namespace LatencyEngine.Viewer.Contract;

/// <summary>
/// The numbers of the engine's streams on its channels, part of the contract with every viewer. The messages are those
/// of <c>schemas/engine.xml</c>, each with its SBE header, one to a transport message.
/// </summary>
public static class StreamIds
{
    /// <summary>
    /// What becomes of orders, positions, limits and the session, and the engine's health. The reserved value of each
    /// message is its sequence, from 1 without a gap.
    /// </summary>
    public const int Events = 10;

    /// <summary>Every quote, trade and change of a book, numbered in the same way.</summary>
    public const int Market = 11;

    /// <summary>The latest of each instrument that changed, at an even rate: <c>InstrumentSnapshot</c> and
    /// <c>BookSnapshot</c>, numbered in the same way.</summary>
    public const int Conflated = 12;

    /// <summary>
    /// The whole state again and again, from <c>SnapshotBegin</c> to <c>SnapshotEnd</c>, while somebody listens. The
    /// reserved value of each message is its place in its snapshot, from 0.
    /// </summary>
    public const int Snapshots = 13;

    /// <summary>To the engine: <c>CommandEnvelope</c>. Its answers are on the events stream.</summary>
    public const int Commands = 20;
}
