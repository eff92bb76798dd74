namespace LatencyEngine.PerfTests.Harness;

/// <summary>What a contender is, so that goals can name their candidates and their reference.</summary>
[Flags]
internal enum Trait
{
    None = 0,

    /// <summary>The product.</summary>
    Ours = 1,

    /// <summary>
    /// Written bare for the comparison; the best of them in a contest is what ratios refer to.
    /// </summary>
    Baseline = 2,

    /// <summary>What the platform offers.</summary>
    Platform = 4,

    /// <summary>Another project's product, present with <c>-p:Peers=true</c>.</summary>
    Peer = 8,

    /// <summary>Its waiting threads burn a core.</summary>
    Spins = 16,

    /// <summary>Its waiting threads leave the core to others when nothing comes.</summary>
    IdlesQuietly = 32,

    /// <summary>Checks the header of a message before it reads it.</summary>
    Checked = 64,
}
