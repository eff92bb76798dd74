using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Streams.Commands;
using LatencyEngine.Trading;
using LatencyEngine.Viewer.Commands;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// The commands of one session from outside: keys, stream and gate. The control thread makes, opens and stops it; a
/// thread of its own lets commands in. Owns keys and subscription, and the driver
/// where there is none to share.
/// </summary>
internal sealed class SessionCommands : IDisposable
{
    /// <summary>Name of the gate among the producers of the input ring.</summary>
    public const string Producer = "commands";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly EngineConfiguration _configuration;
    private readonly SessionJournal? _journal;
    private readonly KeyFile _keys;
    private MediaDriver? _shared;
    private MediaDriver? _own;
    private Subscription? _envelopes;
    private AgentRunner<BackOffIdle>? _runner;
    private volatile bool _isEnding;

    private SessionCommands(EngineConfiguration configuration, SessionJournal? journal, KeyFile keys)
    {
        _configuration = configuration;
        _journal = journal;
        _keys = keys;
    }

    /// <summary>Once attached.</summary>
    public CommandGate? Gate { get; private set; }

    private CommandsConfiguration Settings => _configuration.Commands;

    /// <summary>Reads the keys.</summary>
    /// <returns><c>null</c> when no commands are taken.</returns>
    /// <exception cref="KeyFileException">The key file cannot be used.</exception>
    public static SessionCommands? Prepare(EngineConfiguration configuration, SessionJournal? journal)
    {
        var path = configuration.Commands.KeysPathIn(configuration.Journal);
        var isWanted = configuration.Commands.Use == CommandsUse.On
            || (configuration.Commands.Use == CommandsUse.Auto && File.Exists(path));
        return isWanted ? new SessionCommands(configuration, journal, KeyFile.Read(path)) : null;
    }

    /// <summary>Puts the gate in front of a pipeline. Before it starts, and once it is known where the session goes on.</summary>
    /// <param name="streams">Tell what is answered and not journaled; <c>null</c> where nobody is told anything.</param>
    public void Attach(TradingPipeline pipeline, SessionStreams? streams)
    {
        Gate = new CommandGate(_keys.Actors, pipeline.ProducerOf(Producer), new WallClock(), new CommandGateOptions
        {
            ClockWindow = TimeSpan.FromSeconds(Settings.ClockSeconds),
            RefusalsPerSecond = Settings.RefusalsPerSecond,
            KeysRemembered = Settings.KeysRemembered,
            SessionId = _journal?.Head.SessionId ?? _configuration.Session.Id,
            FirstInputSequence = pipeline.Stages.FirstInputSequence,
        });
        if (streams is null) return;
        streams.Publisher.Commands = Gate;
        _shared = streams.Driver;
    }

    /// <summary>Opens the stream.</summary>
    /// <exception cref="Multicast.Channels.ChannelException">The channel makes no sense, or is taken.</exception>
    public void Open()
    {
        if (_shared is null) _own = MediaDriver.Start(new MediaDriverOptions { Name = Producer });
        _envelopes = (_shared ?? _own!).AddSubscription(Settings.Channel, StreamIds.Commands);
    }

    /// <summary>Lets commands in from now on: the session is open.</summary>
    public void Start()
    {
        var through = _journal?.Before is null ? 0 : _journal.DurableSequence;
        _runner = new AgentRunner<BackOffIdle>(
            new CommandAgent(Gate!, _envelopes!, () => Recall(through)), default,
            failure => Console.Error.WriteLine($"commands: no more are taken: {failure}"));
        _runner.Start(default);
    }

    /// <summary>Lets nothing in any more. Before the last input of the session.</summary>
    public void Stop()
    {
        _isEnding = true;
        _runner?.Close(Patience);
    }

    public void Dispose()
    {
        Stop();
        _envelopes?.Dispose();
        _own?.Dispose();
        _keys.Dispose();
    }

    // What was taken before a restart: as far as the log still goes back.
    private void Recall(long throughSequence)
    {
        if (throughSequence == 0) return;
        using var log = _journal!.OpenLog();
        using var reader = log.OpenSession(_journal.Head.SessionId);
        reader.SeekTime(long.MinValue);
        // A long log takes a while, and whoever ends the session does not wait for that.
        while (!_isEnding && reader.TryRead(out var record) && record.Sequence <= throughSequence)
            if (record.TemplateId == CommandAnswered.TemplateId)
                Gate!.Recall(record.Message);
    }
}

/// <summary>Shows the gate what the output ring carries; behind the journal where there is one.</summary>
internal readonly struct SessionCommandsHandler(SessionCommands commands) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch) => commands.Gate!.NoteOutput(ref e);
}
