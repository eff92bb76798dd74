namespace LatencyEngine.Runtime.Collections;

/// <summary>What became of an attempt to add to a collection of fixed capacity.</summary>
public enum AddOutcome
{
    /// <summary>The collection held its maximum already; nothing was changed.</summary>
    Full = 0,

    Added = 1,

    /// <summary>The key was present already; nothing was changed.</summary>
    AlreadyPresent = 2,
}
