using LatencyEngine.Domain;

namespace LatencyEngine.Streams.Commands;

/// <summary>What is known of a command that was taken.</summary>
internal struct RememberedCommand
{
    public ulong Key;
    public long SentNanos;

    /// <summary>The input that it is.</summary>
    public long Input;

    /// <summary>Of what was asked, to know another command under the same key; 0 where it is not known any more.</summary>
    public ulong Digest;

    public ushort TemplateId;
    public ushort OutcomeTemplateId;
    public RejectReason RejectReason;

    /// <summary>Whether its answer was seen behind the journal: before that a crash could undo it.</summary>
    public bool IsAnswered;
}

/// <summary>
/// The newest commands of one actor by their keys; the oldest gives way to the next. The gate's thread; owns its tables,
/// which are as large from the start as they become.
/// </summary>
internal sealed class KeyMemory(int capacity)
{
    private readonly Dictionary<ulong, int> _places = new(capacity);
    private readonly RememberedCommand[] _commands = new RememberedCommand[capacity];
    private int _next;

    public bool TryFind(ulong key, out int place) => _places.TryGetValue(key, out place);

    public ref RememberedCommand this[int place] => ref _commands[place];

    /// <summary>
    /// Whether the oldest may be forgotten: it is answered, and its clock alone would refuse it if it came again.
    /// </summary>
    public bool HasRoom(long staleNanos)
    {
        ref var oldest = ref _commands[_next];
        return oldest.Key == 0 || (oldest.IsAnswered && oldest.SentNanos < staleNanos);
    }

    /// <summary>Remembers a command instead of the oldest one.</summary>
    public void Add(in RememberedCommand command)
    {
        ref var place = ref _commands[_next];
        if (place.Key != 0) _places.Remove(place.Key);
        place = command;
        _places[command.Key] = _next;
        _next = _next + 1 == _commands.Length ? 0 : _next + 1;
    }
}
