using System.Globalization;

namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>The programs of one PostgreSQL installation. Immutable.</summary>
public sealed class PostgresBinaries
{
    /// <summary>Older ones lack what the schema and the shipper need.</summary>
    public const int OldestMajorVersion = 13;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    private PostgresBinaries(string folder, int majorVersion) => (Folder, MajorVersion) = (folder, majorVersion);

    public string Folder { get; }

    public int MajorVersion { get; }

    /// <summary>Whether a private cluster could run here; cheap, for tests and the doctor.</summary>
    /// <param name="missing">Why not, for people; empty when it can.</param>
    public static bool AreHere(out string missing)
    {
        missing = Candidates().Any(IsComplete) ? "" : NothingFound();
        return missing.Length == 0;
    }

    /// <param name="folder">The configured one; null: the first on PATH or the newest of the usual places that works.</param>
    /// <exception cref="ClusterException">There is none that works; says where it was looked for.</exception>
    internal static async Task<PostgresBinaries> FindAsync(string? folder, ServerAccount account)
    {
        var refusals = new List<string>();
        foreach (var candidate in folder == null ? Candidates() : [folder])
        {
            var found = await TryAsync(candidate, account, refusals).ConfigureAwait(false);
            if (found != null) return found;
        }
        throw new ClusterException(refusals.Count == 0 ? NothingFound() : string.Join("; ", refusals));
    }

    internal string PathOf(string program) => Path.Combine(Folder, FileOf(program));

    private static async Task<PostgresBinaries?> TryAsync(string folder, ServerAccount account, List<string> refusals)
    {
        var absent = Programs.Where(program => !File.Exists(Path.Combine(folder, FileOf(program)))).ToList();
        if (absent.Count > 0)
        {
            if (absent.Count < Programs.Length) refusals.Add($"'{folder}' has no {string.Join(", ", absent)}");
            return null;
        }
        string[] ask = [Path.Combine(folder, FileOf("postgres")), "--version"];
        var answer = await account.RunAsync(ask, Path.GetPathRoot(folder)!, Limit).ConfigureAwait(false);
        var version = answer.Succeeded ? MajorOf(answer.Output) : 0;
        if (version >= OldestMajorVersion) return new PostgresBinaries(folder, version);
        refusals.Add(answer.Succeeded
            ? $"'{folder}' has {answer.Output.Trim()}, and {OldestMajorVersion} is the oldest that will do"
            : $"'{ask[0]}' does not run{(account.IsAnother ? " as " + account.Name : "")}: {answer.Words}");
        return null;
    }

    private static bool IsComplete(string folder) => Programs.All(program => File.Exists(Path.Combine(folder, FileOf(program))));

    private static string FileOf(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    /// <summary>Of "postgres (PostgreSQL) 15.18 ..." it is 15; 0 when there is no number.</summary>
    internal static int MajorOf(string version)
    {
        var number = version.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0])) ?? "";
        var digits = number.TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    private static IEnumerable<string> Candidates() => OnPath().Concat(UsualPlaces()).Distinct();

    /// <summary>A link leads to the folder of the real program, which has all of them.</summary>
    private static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        where Path.IsPathFullyQualified(folder)
        let file = new FileInfo(Path.Combine(folder, FileOf("postgres")))
        where file.Exists
        select Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName);

    private static IEnumerable<string> UsualPlaces() =>
        from pattern in Roots()
        where Directory.Exists(pattern.Root)
        from version in Directory.GetDirectories(pattern.Root, pattern.Name).OrderByDescending(VersionOf)
        select Path.Combine(version, pattern.Below);

    private static int VersionOf(string folder)
    {
        var digits = new string([.. Path.GetFileName(folder).Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    private static IEnumerable<(string Root, string Name, string Below)> Roots()
    {
        if (OperatingSystem.IsWindows())
        {
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return [(Path.Combine(programs, "PostgreSQL"), "*", "bin")];
        }
        return
        [
            ("/usr/lib/postgresql", "*", "bin"), ("/usr", "pgsql-*", "bin"), ("/usr/local", "pgsql*", "bin"), ("/opt/pgsql", "*", "bin"),
            ("/opt/homebrew/opt", "postgresql*", "bin"), ("/usr/local/opt", "postgresql*", "bin"), ("/Library/PostgreSQL", "*", "bin"),
            ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
        ];
    }

    private static string NothingFound() =>
        $"no PostgreSQL {OldestMajorVersion} or later is installed: {string.Join(", ", Programs)} are neither on PATH nor in "
        + string.Join(", ", Roots().Select(pattern => Path.Combine(pattern.Root, pattern.Name, pattern.Below)))
        + "; install the server (Debian: postgresql), or name a connection string";
}
