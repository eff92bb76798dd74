using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>What risk knows of the market of an instrument. Prices in 1e-9; 0 where nothing is known.</summary>
public struct Mark
{
    public long Bid;
    public long Ask;
    public long Last;

    /// <summary>Time of the last market data, UTC nanoseconds.</summary>
    public long DataNanos;

    /// <summary>The input that brought it; -1 before the first.</summary>
    public long DataSequence;

    /// <summary>The last input that told of a gap in this instrument; -1 before the first.</summary>
    public long GapSequence;

    /// <summary>The feed that it comes from, as far as a gap has told; -1 when none has.</summary>
    public int Feed;

    /// <summary>
    /// The middle of bid and ask; where one is missing the last trade, else the side that is there.
    /// </summary>
    public readonly long Reference =>
        Bid > 0 && Ask > 0 ? Bid + ((Ask - Bid) / 2)
        : Last > 0 ? Last
        : Bid > 0 ? Bid : Ask;

    /// <summary>The most that a buyer is expected to pay now.</summary>
    public readonly long High => Math.Max(Ask, Reference);

    /// <summary>The least that a seller is expected to get now.</summary>
    public readonly long Low => Bid > 0 ? Math.Min(Bid, Reference) : Reference;

    public readonly void AddTo(ref StateHash hash)
    {
        hash.Add(Bid);
        hash.Add(Ask);
        hash.Add(Last);
        hash.Add(DataNanos);
        hash.Add(DataSequence);
        hash.Add(GapSequence);
        hash.Add((long)Feed);
    }
}
