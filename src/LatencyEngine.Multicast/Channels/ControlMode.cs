namespace LatencyEngine.Multicast.Channels;

/// <summary>How a publication with several unicast destinations learns of them.</summary>
internal enum ControlMode
{
    /// <summary>It has one: a host, or a group.</summary>
    None = 0,

    /// <summary>From the status messages that receivers send to the control address.</summary>
    Dynamic = 1,

    /// <summary>From the application.</summary>
    Manual = 2,
}
