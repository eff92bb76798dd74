using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Decides with which session an opened journal goes on: the one that was cut off, if the configuration allows it, or
/// a new one. The control thread; done when constructed.
/// </summary>
internal sealed class JournalOpening
{
    private readonly List<string> _notices = [];

    public JournalOpening(LogWriter log, ConfigurationResult loaded)
    {
        Head = NewHead(log, loaded);
    }

    public SessionHead Head { get; }

    public ResumePoint? Before { get; }

    public IReadOnlyList<string> Notices => _notices;

    private static SessionHead NewHead(LogWriter log, ConfigurationResult loaded) => new()
    {
        SessionId = log.NextSessionId,
        FirstSequence = log.LastSequence + 1,
        StartedNanos = new SystemClock().NanosSinceEpoch(),
        Seed = loaded.Configuration!.Session.Seed,
        ConfigurationHash = [.. loaded.DecisionHash],
        CodeVersion = CodeVersion.Text,
        Configuration = loaded.CanonicalJson,
    };
}
