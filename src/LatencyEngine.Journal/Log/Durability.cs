namespace LatencyEngine.Journal.Log;

/// <summary>What a record survives once it counts as durable.</summary>
public enum Durability
{
    /// <summary>The end of this process, kill -9 included: the record is in the operating system's hands.</summary>
    ProcessCrash = 0,

    /// <summary>The loss of power as well: the record is on the disk.</summary>
    PowerLoss = 1,
}
