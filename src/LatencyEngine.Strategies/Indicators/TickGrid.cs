namespace LatencyEngine.Strategies.Indicators;

/// <summary>Rounds prices to multiples of the tick. Pure; any thread.</summary>
public static class TickGrid
{
    /// <summary>The greatest multiple that is not above the price.</summary>
    /// <param name="tickSize">Positive.</param>
    public static long Down(long price, long tickSize)
    {
        var rest = price % tickSize;
        return price - (rest < 0 ? rest + tickSize : rest);
    }

    /// <summary>The least multiple that is not below the price.</summary>
    /// <inheritdoc cref="Down"/>
    public static long Up(long price, long tickSize)
    {
        var down = Down(price, tickSize);
        return down == price ? price : down + tickSize;
    }
}
