namespace LatencyEngine.Venues.Lobster;

/// <summary>What a LOBSTER message tells, by its number in the file.</summary>
internal enum LobsterMessageType
{
    None = 0,
    Submission = 1,
    PartialCancel = 2,
    Deletion = 3,
    VisibleExecution = 4,
    HiddenExecution = 5,
    CrossTrade = 6,
    Halt = 7,
}
