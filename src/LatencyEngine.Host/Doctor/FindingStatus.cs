namespace LatencyEngine.Host.Doctor;

/// <summary>What a finding means for whoever runs the engine here.</summary>
public enum FindingStatus
{
    /// <summary>The host does not say; the finding says why.</summary>
    Unknown = 0,

    /// <summary>Nothing to do.</summary>
    Ok = 1,

    /// <summary>The engine runs well; this would make it faster or steadier.</summary>
    Advice = 2,

    /// <summary>Latency figures from this host mean little until this is changed.</summary>
    Warning = 3,
}
