namespace LatencyEngine.Runtime.Collections;

/// <summary>What came of adding to a map of fixed capacity.</summary>
public enum MapAddition
{
    None = 0,

    Added = 1,

    /// <summary>The key is there already; its value was left alone.</summary>
    AlreadyPresent = 2,

    /// <summary>The map holds as many entries as it was made for. Nothing changed.</summary>
    Full = 3,
}
