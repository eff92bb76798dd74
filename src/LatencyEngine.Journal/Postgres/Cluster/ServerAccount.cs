namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>
/// The account of the operating system that runs the server. PostgreSQL refuses to run as root, so root starts it as
/// somebody else, by whichever program of the host can do that. Immutable.
/// </summary>
internal sealed class ServerAccount
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly string[] Usual = ["postgres", "nobody"];

    private readonly string[] _prefix;

    private ServerAccount(string? name, string[] prefix) => (Name, _prefix) = (name, prefix);

    /// <summary>Null: the server runs as we do.</summary>
    public string? Name { get; }

    public bool IsAnother => Name != null;

    /// <param name="wanted">The configured account; null: a usual one.</param>
    public static async Task<ServerAccount> ChooseAsync(string? wanted)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new ServerAccount(null, []);
        string[] names = wanted == null ? Usual : [wanted];
        foreach (var name in names)
        {
            if (await FindPrefixAsync(name).ConfigureAwait(false) is { } prefix) return new ServerAccount(name, prefix);
        }
        throw new ClusterException(
            $"PostgreSQL does not run as root, and root cannot become {string.Join(" or ", names)} here: create that account, "
            + "or run the engine as an ordinary user");
    }

    public Task<Command> RunAsync(IReadOnlyList<string> words, string folder, TimeSpan limit) =>
        Command.RunAsync([.. _prefix, .. words], folder, limit);

    /// <summary>Hands a folder or file, and what is in it, to the account.</summary>
    public async Task GiveAsync(string path)
    {
        if (!IsAnother) return;
        var given = await Command.RunAsync(["chown", "-R", Name + ":", path], Path.GetTempPath(), Limit).ConfigureAwait(false);
        if (!given.Succeeded) throw new ClusterException($"'{path}' cannot be given to {Name}: {given.Words}");
    }

    /// <summary>Finds the first folder on the way to a path that the account cannot enter; null: it can enter all.</summary>
    public async Task<string?> FindBarrierAsync(string folder)
    {
        if (!IsAnother) return null;
        foreach (var step in StepsTo(folder))
        {
            var entered = await RunAsync(["test", "-x", step], Path.GetPathRoot(folder)!, Limit).ConfigureAwait(false);
            if (!entered.Succeeded) return step;
        }
        return null;
    }

    private static Stack<string> StepsTo(string folder)
    {
        var steps = new Stack<string>();
        for (var step = folder; step != null; step = Path.GetDirectoryName(step)) steps.Push(step);
        return steps;
    }

    private static async Task<string[]?> FindPrefixAsync(string name)
    {
        foreach (var prefix in await PrefixesAsync(name).ConfigureAwait(false))
        {
            // Each is tried, for there are several programs of each name and not all can do this.
            var answer = await Command.RunAsync([.. prefix, "id", "-u"], "/", Limit).ConfigureAwait(false);
            if (answer.Succeeded && uint.TryParse(answer.Output.Trim(), out var id) && id != 0) return prefix;
        }
        return null;
    }

    private static async Task<string[][]> PrefixesAsync(string name)
    {
        var group = await Command.RunAsync(["id", "-g", name], "/", Limit).ConfigureAwait(false);
        if (!group.Succeeded) return [];
        return
        [
            ["setpriv", "--reuid=" + name, "--regid=" + group.Output.Trim(), "--init-groups", "--"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"],
            ["sudo", "-n", "-u", name, "--"],
        ];
    }
}
