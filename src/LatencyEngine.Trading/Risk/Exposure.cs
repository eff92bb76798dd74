using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// What positions and the orders that may change them are worth at their marks, in one currency. A value; sums of it
/// are exact.
/// </summary>
public struct Exposure
{
    /// <summary>
    /// Sum of the sizes that positions have with all live orders of one side filled, whichever is more.
    /// </summary>
    public Int128 Gross;

    /// <summary>Signed sum with all live buy orders filled.</summary>
    public Int128 Long;

    /// <summary>Signed sum with all live sell orders filled.</summary>
    public Int128 Short;

    /// <summary>Profit and loss: realized, less fees, and what positions would realize at their marks.</summary>
    public Int128 Pnl;

    public void Add(in Exposure other)
    {
        Gross += other.Gross;
        Long += other.Long;
        Short += other.Short;
        Pnl += other.Pnl;
    }

    public void Subtract(in Exposure other)
    {
        Gross -= other.Gross;
        Long -= other.Long;
        Short -= other.Short;
        Pnl -= other.Pnl;
    }

    public readonly void AddTo(ref StateHash hash)
    {
        hash.Add(Gross);
        hash.Add(Long);
        hash.Add(Short);
        hash.Add(Pnl);
    }
}
