namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>
/// Reads from <c>/proc/stat</c> how much time the hypervisor gave to others since the start. Pure.
/// </summary>
public static class StealShare
{
    // cpu  user nice system idle iowait irq softirq steal guest guest_nice; the guests are part of user and
    // nice.
    private const int StealColumn = 7;

    /// <summary>Stolen time as a share of all time, 0 to 1; <c>null</c> when the text does not say.</summary>
    public static double? Of(string stat)
    {
        var columns = KeyedLines.Value(stat, "cpu")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (columns is null || columns.Length <= StealColumn) return null;
        var times = columns.Take(StealColumn + 1).Select(KeyedLines.WholeNumber).ToList();
        var total = times.Sum();
        return times.Contains(null) || total is null or 0 ? null : (double)times[StealColumn]! / total;
    }
}
