namespace LatencyEngine.Runtime.Memory;

/// <summary>
/// Whether this Linux host uses huge pages when advised to: madvise(2) says yes also where they are switched off.
/// The cold thread that makes a buffer; no state.
/// </summary>
[ColdPath("buffers are made at start-up")]
internal static class TransparentHugePages
{
    private const string Folder = "/sys/kernel/mm/transparent_hugepage";

    /// <returns>Why they are not used, or <c>null</c>.</returns>
    public static string? Refusal() =>
        RefusalOf(Read($"{Folder}/enabled"), Read($"{Folder}/hugepages-2048kB/enabled"));

    /// <param name="all">The setting for all sizes, the chosen word in brackets; <c>null</c> when the kernel has
    /// none.</param>
    /// <param name="ofSize">The setting for 2 MiB, which newer kernels have; it may inherit the other.</param>
    internal static string? RefusalOf(string? all, string? ofSize)
    {
        if (all is null) return "This kernel has no transparent huge pages.";
        var decisive = ofSize is null || ofSize.Contains("[inherit]", StringComparison.Ordinal) ? all : ofSize;
        return decisive.Contains("[never]", StringComparison.Ordinal)
            ? $"Transparent huge pages are switched off ({Folder}: never)."
            : null;
    }

    private static string? Read(string path)
    {
        try
        {
#pragma warning disable RS0030 // A setting of the host, read when a buffer is made.
            return File.ReadAllText(path);
#pragma warning restore RS0030
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
