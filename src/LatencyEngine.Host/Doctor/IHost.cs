using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor;

/// <summary>
/// What the probes read of the host: the files in which Linux describes itself, and the cores. This host in
/// production; a set of texts from another host in tests.
/// </summary>
public interface IHost
{
    /// <summary>The cores on which this process may run.</summary>
    CoreSet UsableCores { get; }

    /// <summary>Reads a small text file. Never throws for a file that is missing or forbidden.</summary>
    FileText Read(string path);

    /// <summary>
    /// The names of the folders inside of a folder, in order; none where it is missing or forbidden.
    /// </summary>
    IReadOnlyList<string> FoldersIn(string path);
}
