namespace LatencyEngine.Trading.Exchange;

/// <summary>What an order asks for beside its type.</summary>
[Flags]
public enum OrderConditions : byte
{
    None = 0,

    /// <summary>Refused where it would trade at once.</summary>
    PostOnly = 1,

    /// <summary>Where it would trade at once it takes the nearest price at which it does not. Excludes PostOnly.</summary>
    PostOnlySlide = 2,

    /// <summary>Never increases the position of its account.</summary>
    ReduceOnly = 4,

    /// <summary>Shows nothing, and stands behind all displayed orders of its price.</summary>
    Hidden = 8,

    /// <summary>Must trade completely at once: a minimum quantity of all.</summary>
    AllOrNone = 16,

    /// <summary>Canceled when its account disconnects.</summary>
    CancelOnDisconnect = 32,
}
