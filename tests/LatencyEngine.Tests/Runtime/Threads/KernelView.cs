namespace LatencyEngine.Tests.Runtime.Threads;

/// <summary>What the kernel itself says about a thread: the oracle for placement.</summary>
internal static class KernelView
{
    /// <summary>The value of a key of <c>/proc/thread-self/status</c>.</summary>
    public static string StatusOfCurrent(string key) => Status("/proc/thread-self/status", key);

    public static string StatusOf(int threadId, string key) => Status($"/proc/self/task/{threadId}/status", key);

    /// <summary>Nice value of the calling thread: field 19 of <c>stat</c>, counted after the parenthesised name.</summary>
    public static int NiceOfCurrent() => int.Parse(StatFieldOfCurrent(19));

    /// <summary>Scheduling policy of the calling thread: field 41; 1 is SCHED_FIFO.</summary>
    public static int PolicyOfCurrent() => int.Parse(StatFieldOfCurrent(41));

    private static string StatFieldOfCurrent(int field)
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[field - 3];
    }

    private static string Status(string path, string key) =>
        File.ReadLines(path).First(line => line.StartsWith(key + ":", StringComparison.Ordinal))[(key.Length + 1)..].Trim();
}
