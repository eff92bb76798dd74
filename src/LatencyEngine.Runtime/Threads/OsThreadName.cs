namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// Fits a role name into the 15 characters that Linux keeps for a thread, so that <c>top -H</c> tells roles apart: the
/// end of the name is cut, but a trailing number such as the <c>-12</c> of <c>strategy-handler-12</c> survives. Pure.
/// </summary>
[ColdPath("names are given at start")]
public static class OsThreadName
{
    /// <summary>TASK_COMM_LEN of the kernel, less the terminating zero.</summary>
    public const int MaxLength = 15;

    public static string From(string roleName)
    {
        if (roleName.Length <= MaxLength) return roleName;
        var tailStart = roleName.Length;
        while (tailStart > 0 && char.IsAsciiDigit(roleName[tailStart - 1])) tailStart--;
        if (tailStart > 0 && tailStart < roleName.Length && roleName[tailStart - 1] == '-') tailStart--;
        var tail = roleName[tailStart..];
        return tail.Length >= MaxLength ? roleName[..MaxLength] : roleName[..(MaxLength - tail.Length)] + tail;
    }
}
