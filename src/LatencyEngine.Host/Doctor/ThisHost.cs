using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor;

/// <summary>The host on which this process runs. Used by one thread; owns a buffer for reading.</summary>
public sealed class ThisHost : IHost
{
    /// <summary>
    /// Nothing that is read here is longer, but for the processor list of hosts with hundreds of cores.
    /// </summary>
    public const int MaxCharsPerFile = 1 << 18;

    private const int MaxFolders = 4 * CoreSet.MaxCores;

    private readonly char[] _buffer = new char[MaxCharsPerFile];

    public CoreSet UsableCores { get; } =
        CurrentThread.ProcessCores ?? FirstCores(Environment.ProcessorCount);

    public FileText Read(string path)
    {
        if (!OperatingSystem.IsLinux()) return FileText.Missing("unknown on this system");
        try
        {
            // Not File.ReadAllText: the length of such files is not known before they are read.
            using var reader = new StreamReader(path);
            return FileText.Of(new string(_buffer, 0, reader.ReadBlock(_buffer)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileText.Missing(e is UnauthorizedAccessException ? $"may not read {path}" : $"no {path}");
        }
    }

    public IReadOnlyList<string> FoldersIn(string path)
    {
        try
        {
            var names = Directory.EnumerateDirectories(path).Take(MaxFolders)
                .Select(folder => Path.GetFileName(folder));
            return [.. names.Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static CoreSet FirstCores(int count) =>
        CoreSet.Of([.. Enumerable.Range(0, Math.Min(count, CoreSet.MaxCores))]);
}
