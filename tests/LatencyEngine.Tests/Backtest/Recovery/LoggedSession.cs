using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Backtest.Replay;
using LatencyEngine.Tests.Journal.Log;

namespace LatencyEngine.Tests.Backtest.Recovery;

/// <summary>A recorded session on its way into a real log in a folder of its own.</summary>
internal sealed class LoggedSession : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LogWriter _writer;

    public LoggedSession(RecordedSession session)
    {
        Session = session;
        _writer = LogWriter.Open(LogFixture.Options(_folder.Path) with { SegmentBytes = 64 * 1024 });
        _writer.BeginSession(RecordedSession.Head);
    }

    public RecordedSession Session { get; }

    public LogWriter Writer => _writer;

    /// <summary>Only a file of this folder tells what is there.</summary>
    public string Folder => _folder.Path;

    public SnapshotStore Store() => new(_folder.Path);

    public ISessionReader Open() => new LogJournal(_folder.Path).OpenSession(1);

    /// <summary>Makes records durable, through this one.</summary>
    public void WriteThrough(long sequence)
    {
        while (_writer.LastSequence < sequence)
            _writer.Append(Session.Messages[(int)(_writer.LastSequence + 1 - RecordedSession.FirstSequence)]);
        _writer.Commit();
    }

    public RecordKind KindAt(long sequence) => Session.KindAt((int)(sequence - RecordedSession.FirstSequence));

    public ReplayResult Replay()
    {
        using var reader = Open();
        using var stepper = Session.NewStepper();
        return SessionReplay.Run(reader, stepper);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }
}
