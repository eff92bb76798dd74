namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// What a driver does to the datagrams that it receives, so that an application can be tried on a bad network. Decided
/// by a seed; each rate between 0 and 1.
/// </summary>
/// <param name="Loss">Of those that come, how many are dropped.</param>
/// <param name="Duplication">How many come twice.</param>
/// <param name="Reordering">How many come later than those behind them.</param>
/// <param name="Seed">Decides which.</param>
public sealed record Disturbance(double Loss, double Duplication, double Reordering, int Seed)
{
    internal void Check()
    {
        foreach (var rate in (double[])[Loss, Duplication, Reordering])
            if (rate is not (>= 0 and < 1)) throw new ArgumentException($"A rate of {rate} was found; from 0 to below 1 was expected.");
    }
}
