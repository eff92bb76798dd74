using System.Reflection;
using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Events;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;
using LatencyEngine.Tests.Journal.Json;

namespace LatencyEngine.Tests.Journal.Events;

/// <summary>The records of events have the values of the messages, as a serializer without our code reads them.</summary>
public sealed class EventClassTests
{
    private const int MessagesOfEach = 50;

    public static TheoryData<string> Messages =>
        [.. LatencyEngineMessages.Layouts()
            .Where(layout => !layout.HasGroups && layout.TemplateId < RecordKinds.FirstStreamTemplateId).Select(layout => layout.Name)];

    [Theory, MemberData(nameof(Messages))]
    public void Every_value_of_a_record_is_that_of_the_message(string name)
    {
        var layout = LatencyEngineMessages.Layouts().Single(layout => layout.Name == name);
        var random = new RandomMessages(layout.TemplateId);
        for (var i = 0; i < MessagesOfEach; i++)
        {
            var message = random.Of(layout);
            var record = EventClasses.Decode(message);
            Assert.Equal(name, record.GetType().Name);
            foreach (var field in layout.Fields)
                Assert.Equal(ValueOf(field, message), Plain(record.GetType().GetProperty(field.Name)!.GetValue(record)));
            Assert.Equal(message, EventClasses.Encode(record));
        }
    }

    [Fact]
    public void Enums_are_those_of_the_domain_and_optional_values_are_nullable()
    {
        Assert.Equal(typeof(Side), TypeOf<LatencyEngine.Journal.Events.OrderFilled>("Side"));
        Assert.Equal(typeof(long?), TypeOf<LatencyEngine.Journal.Events.Quote>("BidPrice"));
        Assert.Equal(typeof(string), TypeOf<LatencyEngine.Journal.Events.SessionStarted>("Configuration"));
        Assert.Equal(typeof(byte[]), TypeOf<LatencyEngine.Journal.Events.SessionStarted>("ConfigurationHash"));
    }

    [Fact]
    public void Marten_finds_the_class_by_its_name()
    {
        var name = EventClasses.DotnetNameOf(LatencyEngine.Domain.OrderFilled.TemplateId);
        Assert.Equal("LatencyEngine.Journal.Events.OrderFilled, LatencyEngine.Journal", name);
        Assert.Same(typeof(LatencyEngine.Journal.Events.OrderFilled), Type.GetType(name!));
        Assert.Null(EventClasses.DotnetNameOf(BookSnapshotEncoder.TemplateId));
    }

    [Fact]
    public void Every_class_is_one_that_the_journal_knows() => Assert.Equal(
        EventTypes.Templates.Where(EventJson.Has).Select(templateId => EventClasses.Of(templateId)!), EventClasses.All);

    [Fact]
    public void Other_objects_are_refused() => Assert.Throws<JournalException>(() => EventClasses.Encode("text"));

    private static Type TypeOf<T>(string property) =>
        typeof(T).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.PropertyType;

    private static object? ValueOf(SbeFieldLayout field, byte[] message)
    {
        var bytes = message.AsSpan(LatencyEngineMessages.HeaderSize + field.Offset, field.Size);
        if (field.Kind == SbeFieldKind.Bytes) return bytes.ToArray();
        if (field.Kind == SbeFieldKind.Text) return Encoding.Latin1.GetString(bytes.TrimEnd((byte)0));
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        wide.Fill(field.IsSigned && (bytes[^1] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(wide);
        var bits = BitConverter.ToUInt64(wide);
        if (field.IsOptional && bits == field.NullBits) return null;
        return field.IsSigned ? (decimal)(long)bits : (decimal)bits;
    }

    private static object? Plain(object? value) => value switch
    {
        null or string or byte[] => value,
        Enum named => Convert.ToDecimal(Convert.ChangeType(named, named.GetTypeCode(), null), null),
        _ => Convert.ToDecimal(value, null),
    };
}
