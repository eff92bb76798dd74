using System.Globalization;
using System.Text;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>Why a schedule was refused.</summary>
internal enum FailureKind
{
    /// <summary>A body or the outcome threw.</summary>
    Exception,

    /// <summary>Threads are parked and nobody is left to wake them: a lost wake-up.</summary>
    Deadlock,

    /// <summary>Threads spin although nothing can change any more, or the step limit was reached.</summary>
    Livelock,

    /// <summary>The scenario did not repeat what it did before under the same schedule.</summary>
    Nondeterminism,
}

/// <summary>
/// The whole bug report: what went wrong, the schedule to replay it with, and every step that was made.
/// </summary>
internal sealed record RunFailure(
    FailureKind Kind, string Reason, string Schedule, IReadOnlyList<string> Trace, Exception? Cause)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Kind}: {Reason}\n");
        text.Append(CultureInfo.InvariantCulture, $"Replay with Explorer.Replay(\"{Schedule}\", scenario).\n");
        foreach (var step in Trace) text.Append("  ").Append(step).Append('\n');
        if (Cause is not null) text.Append(Cause);
        return text.ToString();
    }
}
