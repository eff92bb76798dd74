using LatencyEngine.Journal.Reading;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// One connection's worth of shipping: finds where the store is, and goes on from there session by session until something
/// fails. One thread at a time.
/// </summary>
internal sealed class ShippingLoop(IJournalReader log, ShipperOptions options, ShipperProgress progress) : IDisposable
{
    /// <summary>How often the log's folder is looked into while there is nothing to ship.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RestWithoutSession = TimeSpan.FromMilliseconds(20);

    private readonly DurableMarks _marks = new();
    private bool _numbersAreTaken;
    private long _lookedAt;

    public void Dispose() => log.Dispose();

    /// <summary>Ends only by an exception.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        progress.Enter(ShipperState.Connecting);
        await using var store = await StoreConnection.OpenAsync(options, cancellation).ConfigureAwait(false);
        progress.Connected(store);
        try
        {
            await ShipAsync(store, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (BatchCommit.IsTaken(failure))
        {
            _numbersAreTaken = true;
            throw new TakenNumbersException("somebody else appends to the store", failure);
        }
        finally
        {
            foreach (var projection in options.Projections) projection.Discard();
        }
    }

    private async Task ShipAsync(StoreConnection store, CancellationToken cancellation)
    {
        var streams = new SessionStreams(store, options);
        var last = await streams.ReadLastAsync(cancellation).ConfigureAwait(false);
        var position = await StorePosition.ReadAsync(store, cancellation).ConfigureAwait(false);
        if (_numbersAreTaken) position = position with { SharesSequence = true };
        _marks.Restart(last?.LastSequence ?? 0, position.WalEnd);
        progress.Found(last?.LastSequence ?? 0, _marks.Sequence);
        await streams.SealAsync(lastIsComplete: false, cancellation).ConfigureAwait(false);
        while (true)
        {
            var next = await WaitForSessionAsync(store, last, cancellation).ConfigureAwait(false);
            if (last != null && next != last.SessionId) await streams.SealAsync(lastIsComplete: true, cancellation).ConfigureAwait(false);
            (last, position) = await ShipSessionAsync(store, streams, next, position, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The session that the store's last one goes on in, or the one after it.</summary>
    private async Task<ulong> WaitForSessionAsync(StoreConnection store, SessionRow? last, CancellationToken cancellation)
    {
        _lookedAt = 0;
        while (true)
        {
            if (IsTimeToLook() && FindNext(Look(), last) is { } next) return next;
            await RestAsync(store, RestWithoutSession, cancellation).ConfigureAwait(false);
        }
    }

    private bool IsTimeToLook() => options.LogDurableSequence is { } ask && _lookedAt != 0
        ? ask() > progress.CommittedSequence
        : Environment.TickCount64 - _lookedAt >= LookEvery.TotalMilliseconds;

    private static ulong? FindNext(IReadOnlyList<SessionSummary> sessions, SessionRow? last)
    {
        foreach (var session in sessions)
        {
            if (last != null && session.SessionId < last.SessionId) continue;
            if (last == null || session.SessionId != last.SessionId) return Follows(session, last);
            if (session.LastSequence < last.LastSequence) throw LogIsShort(session, last);
            if (session.LastSequence > last.LastSequence) return session.SessionId;
        }
        return null;
    }

    /// <summary>Holes between what the store has and what the log still has would never be filled.</summary>
    private static ulong Follows(SessionSummary session, SessionRow? last)
    {
        if (last != null && session.FirstSequence != last.LastSequence + 1)
            throw new StoreConflictException(
                $"the store ends with record {last.LastSequence} and the log goes on with {session.FirstSequence}, session "
                + $"{session.SessionId}: what is between was removed from the log, or it is another journal");
        return session.SessionId;
    }

    /// <summary>A crash of the machine can take from the log what the server had already on disk.</summary>
    private static StoreConflictException LogIsShort(SessionSummary session, SessionRow last) => new(
        $"the log of session {session.SessionId} ends with record {session.LastSequence}, and the store has it up to "
        + $"{last.LastSequence}: the log lost its end; ship what follows as another session, or to another schema");

    private async Task<(SessionRow Session, StorePosition Position)> ShipSessionAsync(
        StoreConnection store, SessionStreams streams, ulong sessionId, StorePosition position, CancellationToken cancellation)
    {
        using var reader = log.OpenSession(sessionId);
        var session = await streams.BeginAsync(reader.Head, cancellation).ConfigureAwait(false);
        foreach (var projection in options.Projections) projection.BeginSession(session.StreamId, reader.Head);
        if (session.Version > 0)
        {
            TruthCheck.Run(store, session, reader);
            reader.SeekSequence(session.LastSequence + 1);
        }
        var writer = new BatchWriter(store, options, reader, session, position);
        await FollowAsync(store, writer, sessionId, cancellation).ConfigureAwait(false);
        await streams.SealAsync(lastIsComplete: true, cancellation).ConfigureAwait(false);
        return (writer.Session, position with { LastSeqId = writer.LastSeqId, SharesSequence = writer.SharesSequence });
    }

    /// <summary>Until the session has ended, or another one was begun and this one's last record is shipped.</summary>
    private async Task FollowAsync(StoreConnection store, BatchWriter writer, ulong sessionId, CancellationToken cancellation)
    {
        var isSuperseded = false;
        while (true)
        {
            var bytes = writer.Session.Bytes;
            var rows = await writer.WriteAsync(_marks, cancellation).ConfigureAwait(false);
            if (rows > 0) progress.Committed(writer, rows, writer.Session.Bytes - bytes, _marks.Sequence);
            if (writer.Session.IsEnded || (rows == 0 && isSuperseded)) return;
            if (rows == 0) isSuperseded = IsSuperseded(sessionId);
            if (rows < options.BatchRowsMax && !isSuperseded)
                await RestAsync(store, options.BatchPause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Asked only when the session's records are exhausted, and not often: it reads the folder.</summary>
    private bool IsSuperseded(ulong sessionId)
    {
        if (!IsTimeToLook()) return false;
        var sessions = Look();
        return sessions.Count > 0 && sessions[^1].SessionId > sessionId;
    }

    private IReadOnlyList<SessionSummary> Look()
    {
        _lookedAt = Environment.TickCount64;
        var sessions = log.ListSessions();
        if (sessions.Count > 0) progress.SawLog(sessions[^1].LastSequence);
        return sessions;
    }

    /// <summary>Lets records gather, and asks the server how much of what was committed is on its disk.</summary>
    private async Task RestAsync(StoreConnection store, TimeSpan pause, CancellationToken cancellation)
    {
        if (!_marks.HasOpenMarks) progress.Enter(ShipperState.Waiting);
        await Task.Delay(pause, cancellation).ConfigureAwait(false);
        if (!_marks.HasOpenMarks) return;
        // The server flushes by itself within moments; somebody who waits need not.
        if (progress.IsAwaited) await store.FlushAsync(cancellation).ConfigureAwait(false);
        _marks.Flushed((await new BatchCommit(store).AskAsync(cancellation).ConfigureAwait(false)).Flushed);
        progress.Flushed(_marks.Sequence);
    }
}
