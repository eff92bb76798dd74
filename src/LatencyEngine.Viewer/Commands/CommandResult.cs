using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Commands;

/// <summary>What became of a command, as far as it is known. Immutable.</summary>
public sealed record CommandResult
{
    public required CommandStatus Status { get; init; }

    /// <summary>The key that the command was given under: ask again by it.</summary>
    public required ulong CommandKey { get; init; }

    /// <summary>What the engine answered; of no meaning where the status is Unknown or NotSent.</summary>
    public CommandAnswered Answer { get; init; }

    /// <summary>The output that tells what came of it, where it was seen; else an empty event.</summary>
    public EngineEvent Outcome { get; init; }

    /// <summary>Whether the command had been taken before this attempt: it was done once, and not again.</summary>
    public bool IsRepeat => Answer.CommandRefusal == CommandRefusal.Replayed;
}

/// <summary>What became of a command.</summary>
public enum CommandStatus
{
    /// <summary>Not told within the time: it may have been done or not. Ask again by its key.</summary>
    Unknown = 0,

    /// <summary>It is an input of the engine, which has carried it out or is about to.</summary>
    Accepted = 1,

    /// <summary>It is an input of the engine, which has refused it by its rules.</summary>
    Rejected = 2,

    /// <summary>It did not reach the engine, which says why: nothing was done.</summary>
    Refused = 3,

    /// <summary>It never left: nobody took it off the wire.</summary>
    NotSent = 4,
}
