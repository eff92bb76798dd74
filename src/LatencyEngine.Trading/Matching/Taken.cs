namespace LatencyEngine.Trading.Matching;

/// <summary>What is left of an order that took.</summary>
public enum Taken : byte
{
    None,

    /// <summary>A rest that finds nothing more now.</summary>
    Rest,

    /// <summary>A rest that may find more: it has used as many levels as one input allows.</summary>
    Paused,

    /// <summary>Nothing: the order is filled and gone.</summary>
    All,
}
