namespace LatencyEngine.Host.Configuration;

/// <summary>What the lines of a LEAN tick file are.</summary>
public enum LeanTicks
{
    EquityTrade,
    EquityQuote,
    ForexQuote,
}
