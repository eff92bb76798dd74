namespace LatencyEngine.PerfTests.Journal;

/// <summary>A folder for one measurement, gone after it. On the disk of the system's temporary files.</summary>
internal sealed class BenchFolder : IDisposable
{
    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"latencyengine-bench-{Guid.NewGuid():N}");

    public BenchFolder() => Directory.CreateDirectory(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
