namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>Reads from <c>/proc/version</c> how readily the kernel interrupts itself. Pure.</summary>
public static class Preemption
{
    // The longest name first, as each contains the next.
    private static readonly string[] Models = ["PREEMPT_RT", "PREEMPT_DYNAMIC", "PREEMPT"];

    /// <summary>The model that the kernel was built with; <c>PREEMPT_NONE</c> when it names none.</summary>
    public static string ModelOf(string version)
    {
        var words = version.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Models.FirstOrDefault(model => words.Contains(model)) ?? "PREEMPT_NONE";
    }
}
