using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Host.Watch;

/// <summary>
/// The state of an engine as JSON, for programs. Prices and rates are in 1e-9, money in 1e-6 of its currency, quantities
/// in lots, times in UTC nanoseconds, as in the schema. Cold.
/// </summary>
internal static class WatchJson
{
    public static void Write(EngineViewer viewer, string channel, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true })) Write(viewer, channel, writer);
        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(EngineViewer viewer, string channel, Utf8JsonWriter writer)
    {
        var view = viewer.View;
        writer.WriteStartObject();
        writer.WriteString("channel", channel);
        writer.WriteString("state", viewer.State.ToString());
        WriteOptional(writer, "silenceNanos", viewer.SilenceNanos);
        WriteOptional(writer, "lagNanos", viewer.LagNanos);
        writer.WriteNumber("sessionId", view.SessionId);
        writer.WriteNumber("eventNanos", view.EventNanos);
        writer.WriteNumber("inputSequence", view.InputSequence);
        writer.WriteNumber("eventsSequence", viewer.Follower.EventsSequence);
        writer.WriteNumber("gaps", viewer.Follower.Gaps);
        writer.WriteNumber("resynchronizations", viewer.Follower.Resynchronizations);
        if (view.Health.Engine.SessionId != 0) WriteMessage(writer, "health", view.Health.Engine);
        WriteRows(writer, "stages", view.Health.Stages.Rows);
        WriteRows(writer, "feeds", view.Health.Feeds.Rows);
        WriteInstruments(writer, view.Instruments);
        WriteOrders(writer, view.Orders);
        WritePositions(writer, view.Positions);
        WriteRows(writer, "tradingStates", view.Risk.States.Rows);
        WriteLimits(writer, view.Risk.Limits.Rows);
        writer.WriteEndObject();
    }

    private static void WriteInstruments(Utf8JsonWriter writer, InstrumentTable table)
    {
        writer.WriteStartArray("instruments");
        for (var place = 0; place < table.Count; place++)
        {
            ref readonly var row = ref table.Rows[place];
            writer.WriteStartObject();
            if (row.IsDefined) WriteMessage(writer, "definition", row.Definition);
            WriteMessage(writer, "market", row.Market);
            WriteOptional(writer, "changeRate", row.ChangeRate);
            WriteLevels(writer, "bids", table.BidsAt(place));
            WriteLevels(writer, "asks", table.AsksAt(place));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLevels(Utf8JsonWriter writer, string name, ReadOnlySpan<DepthLevel> levels)
    {
        writer.WriteStartArray(name);
        foreach (var level in levels)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(level.Price);
            writer.WriteNumberValue(level.Quantity);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteOrders(Utf8JsonWriter writer, OrderBoard orders)
    {
        writer.WriteStartArray("orders");
        foreach (ref readonly var row in orders.Live.Rows) WriteMessage(writer, null, row.Order);
        writer.WriteEndArray();
        writer.WriteStartArray("fills");
        for (var age = 0; age < orders.Fills.Count; age++) WriteMessage(writer, null, orders.Fills[age]);
        writer.WriteEndArray();
    }

    private static void WritePositions(Utf8JsonWriter writer, PositionBoard board)
    {
        writer.WriteStartArray("positions");
        foreach (ref readonly var row in board.Rows.Rows)
        {
            writer.WriteStartObject();
            WriteMessage(writer, "position", row);
            WriteOptional(writer, "value", board.ValueOf(in row));
            WriteOptional(writer, "unrealizedPnl", board.UnrealizedOf(in row));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLimits(Utf8JsonWriter writer, ReadOnlySpan<LimitRow> rows)
    {
        writer.WriteStartArray("limits");
        foreach (ref readonly var row in rows)
        {
            writer.WriteStartObject();
            WriteMessage(writer, "limit", row.Limit);
            WriteOptional(writer, "used", row.IsUsageKnown ? row.Usage.Used : null);
            WriteOptional(writer, "usedRate", row.UsedRate);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRows<TRow>(Utf8JsonWriter writer, string name, ReadOnlySpan<TRow> rows)
        where TRow : unmanaged, ISbeMessage<TRow>
    {
        writer.WriteStartArray(name);
        foreach (ref readonly var row in rows) WriteMessage(writer, null, in row);
        writer.WriteEndArray();
    }

    private static void WriteMessage<T>(Utf8JsonWriter writer, string? name, in T message)
        where T : unmanaged, ISbeMessage<T>
    {
        if (name is not null) writer.WritePropertyName(name);
        var header = new MessageHeader
        {
            BlockLength = T.BlockSize,
            TemplateId = T.Template,
            SchemaId = EngineHealth.SchemaId,
            Version = EngineHealth.SchemaVersion,
        };
        Span<byte> encoded = stackalloc byte[MessageHeader.EncodedSize + Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(encoded, in header);
        MemoryMarshal.Write(encoded[MessageHeader.EncodedSize..], in message); // Its memory is its encoding.
        if (!LatencyEngineMessages.TryWriteJson(encoded, writer, out _)) writer.WriteNullValue();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known) writer.WriteNumber(name, known);
        else writer.WriteNull(name);
    }
}
