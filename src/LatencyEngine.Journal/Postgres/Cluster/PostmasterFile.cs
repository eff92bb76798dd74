using System.Diagnostics;
using System.Globalization;

namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>What a running server says of itself in <c>postmaster.pid</c>.</summary>
internal sealed record PostmasterFile(int ProcessId, int Port, string SocketFolder)
{
    private const int LinesMin = 5;
    private const string ProgramName = "postgres";

    /// <returns>Null when there is no such file, or when it is not whole.</returns>
    public static PostmasterFile? Read(string dataFolder)
    {
        var path = PathIn(dataFolder);
        if (!File.Exists(path)) return null;
        var lines = File.ReadAllLines(path);
        if (lines.Length < LinesMin || !TryNumber(lines[0], out var process) || !TryNumber(lines[3], out var port)) return null;
        return new PostmasterFile(process, port, lines[4]);
    }

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");

    /// <summary>
    /// Whether the process is a server on these data. A number that was given to another program meanwhile, or to the server
    /// of other data, is the mark of a crash.
    /// </summary>
    public bool IsAlive(string dataFolder)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return !process.HasExited && process.ProcessName == ProgramName && WorksIn(dataFolder);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The server works in its data folder, which only Linux lets us see; elsewhere its name has to do.</summary>
    private bool WorksIn(string dataFolder)
    {
        if (!OperatingSystem.IsLinux()) return true;
        var place = new DirectoryInfo($"/proc/{ProcessId}/cwd");
        return place.LinkTarget is not { } target || target == RealPathOf(dataFolder);
    }

    private static string RealPathOf(string folder)
    {
        var real = Path.GetPathRoot(folder)!;
        foreach (var step in folder[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(real, step));
            real = next.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next.FullName;
        }
        return real;
    }

    private static bool TryNumber(string line, out int number) =>
        int.TryParse(line.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
