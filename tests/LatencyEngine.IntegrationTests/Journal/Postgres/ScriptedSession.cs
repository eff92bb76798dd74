using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;
using LatencyEngine.Tests.Journal.Json;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>The messages of a session that never ran: its head, definitions, then whatever a test adds.</summary>
internal sealed class ScriptedSession
{
    private const int ThingsMax = 7;
    private const int EnumValuesMax = 3;
    private readonly List<byte[]> _messages = [];

    public ScriptedSession(ulong sessionId, long firstSequence)
    {
        Head = new SessionHead
        {
            SessionId = sessionId, FirstSequence = firstSequence, StartedNanos = 1_767_225_600_000_000_000, Seed = 42,
            ConfigurationHash = new byte[32], CodeVersion = "1.0 \"test\"", Configuration = "{\"rings\":{\"input\":65536}}",
        };
        _messages.Add(Head.ToMessage());
    }

    public SessionHead Head { get; }

    public string StreamId => StreamName.Of(0, Head.SessionId);

    public IReadOnlyList<byte[]> Messages => _messages;

    public long LastSequence => Head.FirstSequence + _messages.Count - 1;

    public void Add<T>(T message)
        where T : unmanaged, ISbeMessage<T>
    {
        var layout = LatencyEngineMessages.Layouts().Single(layout => layout.TemplateId == T.Template);
        var bytes = new byte[LatencyEngineMessages.HeaderSize + T.BlockSize];
        RandomMessages.HeaderOf(layout).CopyTo(bytes, 0);
        System.Runtime.InteropServices.MemoryMarshal.Write(bytes.AsSpan(LatencyEngineMessages.HeaderSize), message);
        BitConverter.TryWriteBytes(bytes.AsSpan(LatencyEngineMessages.HeaderSize), Head.StartedNanos + _messages.Count);
        _messages.Add(bytes);
    }

    /// <summary>Adds messages of every template with values at random, about few things so that they meet.</summary>
    public void AddRandom(int count, int seed)
    {
        var layouts = LatencyEngineMessages.Layouts()
            .Where(layout => !layout.HasGroups && layout.Data.Length == 0 && layout.TemplateId != SessionEnded.TemplateId
                && layout.TemplateId < RecordKinds.FirstStreamTemplateId)
            .ToArray();
        var (messages, random) = (new RandomMessages(seed), new Random(seed));
        for (var i = 0; i < count; i++)
        {
            var layout = layouts[random.Next(layouts.Length)];
            var bytes = messages.Of(layout);
            foreach (var field in layout.Fields) Tame(field, bytes.AsSpan(LatencyEngineMessages.HeaderSize + field.Offset, field.Size));
            BitConverter.TryWriteBytes(bytes.AsSpan(LatencyEngineMessages.HeaderSize), Head.StartedNanos + _messages.Count);
            _messages.Add(bytes);
        }
    }

    /// <summary>Sums must stay in range, and ids must come again.</summary>
    private static void Tame(SbeFieldLayout field, Span<byte> place)
    {
        if (field.Kind != SbeFieldKind.Integer) return;
        if (field.Name.EndsWith("Quantity", StringComparison.Ordinal)) place[4..].Clear();
        if (field.Name is not ("OrderId" or "InstrumentId" or "AccountId" or "StrategyId" or "Currency") && field.Size > 1) return;
        var first = (byte)(place[0] % (field.Size == 1 ? EnumValuesMax : ThingsMax));
        place.Clear();
        place[0] = first;
    }
}
