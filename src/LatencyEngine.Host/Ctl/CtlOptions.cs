using System.CommandLine;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Ctl;

/// <summary>Who gives a command, to which engine, under which key. One set for each command line; cold.</summary>
internal sealed class CtlOptions
{
    private const int TimeoutSecondsMax = 3_600;

    private readonly Option<string> _keysFile = KeysFileOption();

    private readonly Option<uint> _actor = new("--actor")
    {
        Description = "Who you are, where the key file holds several.", HelpName = "NUMBER",
    };

    private readonly Option<string> _commandsChannel = new("--commands-channel")
    {
        Description = "Where the engine takes commands.", DefaultValueFactory = _ => StreamChannels.DefaultCommands,
        HelpName = "URI",
    };

    private readonly Option<string> _eventsChannel = new("--events-channel")
    {
        Description = "Where the engine tells its events.", DefaultValueFactory = _ => StreamChannels.Default,
        HelpName = "URI",
    };

    private readonly Option<ulong> _key = new("--key")
    {
        Description = "Key of the command; the same again only for another attempt at the same command.", HelpName = "NUMBER",
    };

    private readonly Option<ulong> _session = new("--session")
    {
        Description = "Session that is meant. Else that of the only engine heard; none is named where none was heard.",
        HelpName = "NUMBER",
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "Seconds to wait for the answer.", DefaultValueFactory = _ => 5, HelpName = "SECONDS",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the answer as JSON." };

    public static Option<string> KeysFileOption() => new("--keys")
    {
        Description = "File with your key.",
        DefaultValueFactory = _ => Path.Combine(JournalConfiguration.DefaultFolder, CommandsConfiguration.DefaultKeysFile),
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        _timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= TimeoutSecondsMax))
                result.AddError($"--timeout is from 0 to {TimeoutSecondsMax} seconds, and not 0.");
        });
        foreach (var option in (Option[])[_keysFile, _actor, _commandsChannel, _eventsChannel, _key, _session, _timeout, _json])
            command.Options.Add(option);
    }

    public CtlTarget Read(ParseResult parse) => new()
    {
        KeysFile = parse.GetRequiredValue(_keysFile),
        ActorId = parse.GetValue(_actor),
        CommandsChannel = parse.GetRequiredValue(_commandsChannel),
        EventsChannel = parse.GetRequiredValue(_eventsChannel),
        CommandKey = parse.GetValue(_key),
        SessionId = parse.GetValue(_session),
        Timeout = TimeSpan.FromSeconds(parse.GetValue(_timeout)),
        AsJson = parse.GetValue(_json),
    };
}

/// <summary>Who gives a command, to which engine, under which key. Immutable.</summary>
internal sealed record CtlTarget
{
    public required string KeysFile { get; init; }

    /// <summary>0 for the only one of the file.</summary>
    public required uint ActorId { get; init; }

    public required string CommandsChannel { get; init; }

    public required string EventsChannel { get; init; }

    /// <summary>0 for a new one.</summary>
    public required ulong CommandKey { get; init; }

    /// <summary>Session that is meant; 0 for that of the only engine.</summary>
    public ulong SessionId { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required bool AsJson { get; init; }
}
