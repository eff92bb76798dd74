namespace LatencyEngine.Runtime.Threads;

/// <summary>What became of one wish.</summary>
public enum GrantStatus
{
    /// <summary>Nothing was asked for.</summary>
    NotAsked = 0,

    Granted = 1,

    /// <summary>The operating system said no; the reason says why.</summary>
    Refused = 2,

    /// <summary>This operating system has no such thing.</summary>
    NotAvailable = 3,
}

/// <summary>The answer of the operating system to one wish, with the reason when it is not a plain yes.</summary>
public readonly record struct Grant(GrantStatus Status, string Reason)
{
    public static Grant NotAsked => new(GrantStatus.NotAsked, "");

    public static Grant Given => new(GrantStatus.Granted, "");

    /// <summary>Whether the thread lacks something that was asked for.</summary>
    public bool IsDenied => Status is GrantStatus.Refused or GrantStatus.NotAvailable;

    public static Grant Refused(string reason) => new(GrantStatus.Refused, reason);

    public static Grant NotAvailable(string reason) => new(GrantStatus.NotAvailable, reason);

    public override string ToString() => Status switch
    {
        GrantStatus.NotAsked => "not asked",
        GrantStatus.Granted => "granted",
        GrantStatus.Refused => $"refused ({Reason})",
        _ => $"not available ({Reason})",
    };
}
