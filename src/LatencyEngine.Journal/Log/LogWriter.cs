using System.Runtime.CompilerServices;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Log.Writing;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Journal.Log;

/// <summary>
/// The one writer of a journal's log. Append, Commit and BeginSession belong to one thread, the writing thread; the
/// sequences, the space and <see cref="Stop"/> to any; <see cref="Retain"/> to any one cold thread.
/// </summary>
/// <remarks>
/// <b>Order.</b> Records are durable in the order of their sequences: when one is, all before it are.
/// <b>Failure.</b> A write that fails for another reason than a full disk, and any flush that fails, ends the writer:
/// every later call throws. The journal is then opened anew, which trusts nothing that was not flushed.
/// <b>Full disk.</b> The calls of the writing thread wait for room, and go on by themselves; nothing is lost.
/// <b>Cost.</b> Per record a copy and a CRC; per 256 KiB or commit one write; nothing is allocated.
/// </remarks>
public sealed unsafe class LogWriter : IDisposable
{
    private readonly LogOptions _options;
    private readonly FolderLock _lock;
    private readonly WriterHealth _health = new();
    private readonly RoomWait _room;
    private readonly SegmentPreparer _preparer;
    private readonly SegmentSealer _sealer;
    private readonly SegmentRoll _roll;
    private readonly SegmentWriter _segments;
    private readonly Retention _retention;
    private SessionContext? _session;
    private ulong _lastSessionId;
    private long _lastSequence;
    private long _durableSequence;
    private bool _isDisposed;

    private LogWriter(LogOptions options, FolderLock held, OpenedLog opened)
    {
        _options = options;
        _lock = held;
        Recovery = opened.Recovery;
        _lastSessionId = opened.LastSessionId;
        _lastSequence = _durableSequence = opened.LastSequence;
        _room = new RoomWait(options.RetryAfter, options.Stopping);
        var writes = new SafeWrites(_health, _room);
        _preparer = new SegmentPreparer(options, _room, opened);
        _sealer = new SegmentSealer(options, _health, opened.Unsealed);
        _roll = new SegmentRoll(options, _preparer, writes, opened.JournalId);
        _segments = new SegmentWriter(writes, Math.Max(options.SegmentBytes, opened.LastSegment?.Begun.SegmentBytes ?? 0));
        _retention = new Retention(options);
        if (opened is { LastSegment: not null }) Resume(opened);
        _preparer.Start();
        _sealer.Start();
    }

    /// <summary>What was found when the log was opened.</summary>
    public LogRecovery Recovery { get; }

    /// <summary>Of the newest record, durable or not; 0 in a new journal.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Everything at or below it survives what <see cref="LogOptions.Durability"/> says.</summary>
    public long DurableSequence => Volatile.Read(ref _durableSequence);

    public ulong NextSessionId => _lastSessionId + 1;

    public LogSpace Space => _room.IsWaiting ? LogSpace.Exhausted : _preparer.IsStarved ? LogSpace.Low : LogSpace.Ample;

    /// <summary>How often the writing thread has slept for want of room on the disk.</summary>
    public long RoomNaps => _room.Naps;

    /// <summary>Takes the folder's lock, cuts an interrupted write, and refuses a damaged log.</summary>
    /// <exception cref="DamagedLogException">Names file, byte, sequence and reason.</exception>
    /// <exception cref="JournalException">The journal is in use.</exception>
    public static LogWriter Open(LogOptions options)
    {
        options.Check();
        var held = FolderLock.Take(options.Files, options.Folder);
        try
        {
            using var opening = new LogOpening(options);
            return new LogWriter(options, held, opening.Run());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Begins a session in a new segment; its head is durable when this returns.</summary>
    /// <param name="head">With an id not below <see cref="NextSessionId"/>; its sequence is filled in.</param>
    public SessionHead BeginSession(SessionHead head)
    {
        _health.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(head.SessionId, NextSessionId);
        var started = head with { FirstSequence = LastSequence + 1 };
        var message = started.ToMessage();
        var copy = HeadCopy.Write(message);
        var needed = SegmentLayout.HeadCopyOffset + copy.Length + RecordFormat.SizeOf(message.Length);
        if (needed > _options.SegmentBytes || message.Length > RecordFormat.MessageBytesMax)
            throw new JournalException(
                $"the head of the session needs a segment of {needed} bytes, and they have {_options.SegmentBytes}");
        Roll(new SessionContext(head.SessionId, started.FirstSequence, copy));
        Append(message);
        Commit();
        return started;
    }

    /// <summary>Adds one message of the current session.</summary>
    /// <param name="message">An SBE encoding, header included.</param>
    public void Append(ReadOnlySpan<byte> message)
    {
        _health.Check();
        if (message.Length is < RecordFormat.MessageBytesMin or > RecordFormat.MessageBytesMax) ThrowSize(message.Length);
        var size = RecordFormat.SizeOf(message.Length);
        var record = Reserve(size);
        message.CopyTo(new Span<byte>(record + RecordFormat.HeadBytes, message.Length));
        Finish(record, size, message.Length);
    }

    /// <summary>Adds the events of a ring's batch, in place.</summary>
    public void Append(ReadOnlySpan<EngineEvent> events)
    {
        _health.Check();
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var slot = ref events[i];
            var messageBytes = slot.EncodedLength;
            Invariant.Check(messageBytes <= EngineEvent.SizeInBytes && slot.TemplateId != 0);
            var size = RecordFormat.SizeOf(messageBytes);
            var record = Reserve(size);
            // The whole slot, because a copy of known size is a few instructions; what is too much is overwritten.
            *(EngineEvent*)(record + RecordFormat.HeadBytes) = slot;
            Finish(record, size, messageBytes);
        }
    }

    /// <summary>Makes everything appended durable, then moves <see cref="DurableSequence"/>.</summary>
    public void Commit()
    {
        _health.Check();
        _segments.Write();
        if (_options.Flushes) _segments.Flush();
        Volatile.Write(ref _durableSequence, _lastSequence);
    }

    /// <summary>Removes whole segments, oldest first, as far as size and age ask for it.</summary>
    /// <param name="shippedSequence">Nothing above it is removed: the event store does not have it.</param>
    /// <param name="recoverySequence">Nothing from it on is removed: recovery needs it. Left out, the whole newest session
    /// is kept.</param>
    /// <returns>Segments removed.</returns>
    public int Retain(long shippedSequence, long? recoverySequence = null)
    {
        var needed = recoverySequence ?? Volatile.Read(ref _session)?.FirstSequence ?? LastSequence + 1;
        return _retention.Run(Math.Min(Math.Min(shippedSequence, needed - 1), DurableSequence));
    }

    /// <summary>Any thread: a wait for room ends, now and ever after, by an exception to who waits.</summary>
    public void Stop() => _room.Stop();

    /// <summary>Writes what was appended, as far as there is room, without a promise; releases the lock.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _room.Stop();
        while (_room.IsWaiting) Thread.Yield();
        try
        {
            Commit();
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Nobody was told that these records are durable.
        }

        _sealer.Dispose();
        _preparer.Dispose();
        _segments.Dispose();
        _room.Dispose();
        _lock.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Reserve(int size)
    {
        var record = _segments.TryReserve(size);
        return record is null ? MakeRoom(size) : record;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* MakeRoom(int size)
    {
        if (_session is null) throw new InvalidOperationException("no session was begun, or it has ended");
        if (!_segments.HasRoom(size)) Roll(_session);
        if (_segments.HasRoom(size)) return _segments.ReserveAfterWrite();
        throw new JournalException($"a record of {size} bytes does not fit into a segment of {_options.SegmentBytes}");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(byte* record, int size, int messageBytes)
    {
        var sequence = _lastSequence + 1;
        var distance = (uint)Math.Min(sequence - _durableSequence, uint.MaxValue);
        RecordFormat.Frame(record, size, messageBytes, sequence, distance);
        _segments.Advance(size);
        Volatile.Write(ref _lastSequence, sequence);
    }

    /// <summary>A segment is durable before the next one is begun: so what follows proves it.</summary>
    private void Roll(SessionContext session)
    {
        Commit();
        var next = Begin(session);
        if (_segments.Segment is { } complete)
        {
            _sealer.Add(complete.Index, complete.Position);
            complete.Dispose();
        }

        _segments.Use(next);
        Volatile.Write(ref _session, session);
        _lastSessionId = session.SessionId;
        _preparer.Follow(session);
    }

    private ActiveSegment Begin(SessionContext session)
    {
        try
        {
            return _roll.Begin(session, _lastSequence + 1);
        }
        catch (IOException failure) when (failure is not JournalException)
        {
            throw _health.Poison("making a segment", failure);
        }
    }

    private void Resume(OpenedLog opened)
    {
        var segment = opened.LastSegment!;
        var header = segment.Begun;
        var file = _options.Files.Open(segment.Path, writable: true);
        var active = new ActiveSegment(segment.Index, file, header.RecordSeed, opened.EndOffset, header.SegmentBytes);
        _segments.Resume(active, isOpen: !opened.IsSessionEnded);
        if (opened.IsSessionEnded) return;
        _session = new SessionContext(header.SessionId, header.SessionFirstSequence, HeadCopy.Write(opened.Head));
        _preparer.Follow(_session);
    }

    private static void ThrowSize(int messageBytes) => throw new ArgumentException(
        $"a message has {RecordFormat.MessageBytesMin} to {RecordFormat.MessageBytesMax} bytes, not {messageBytes}");
}
