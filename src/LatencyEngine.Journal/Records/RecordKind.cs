using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Records;

/// <summary>What a record of the journal stands for. Derived from the message: see <see cref="RecordKinds.Of"/>.</summary>
public enum RecordKind : byte
{
    /// <summary>No record: a zeroed place in a segment.</summary>
    None = 0,

    /// <summary>The head of a session, <c>SessionStarted</c>; of variable size.</summary>
    SessionHead = 1,

    /// <summary>Something that the engine was told: the only cause of whatever follows.</summary>
    Input = 2,

    /// <summary>What an input caused; follows its input, before the next one.</summary>
    Output = 3,

    /// <summary>A remark of the journal itself, <c>SessionResumed</c>; a replay passes over it.</summary>
    Mark = 4,
}

/// <summary>Tells kinds apart by the template of a message.</summary>
public static class RecordKinds
{
    /// <summary>Outputs have template ids from here on; see the catalogue in <c>schemas/README.md</c>.</summary>
    public const ushort FirstOutputTemplateId = 64;

    /// <summary>From here on messages only travel to and from viewers: a journal never has them.</summary>
    public const ushort FirstStreamTemplateId = 100;

    /// <summary>Inputs that feeds tell, the passing of their time included; all others come from people and programs.</summary>
    public static bool IsFromFeed(ushort templateId) => templateId
        is Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId or FeedGap.TemplateId
        or FeedStatus.TemplateId or InstrumentStatusChanged.TemplateId or TimeAdvanced.TemplateId;

    public static RecordKind Of(ushort templateId) => templateId switch
    {
        0 => RecordKind.None,
        SessionStartedEncoder.TemplateId => RecordKind.SessionHead,
        SessionResumed.TemplateId => RecordKind.Mark,
        >= FirstStreamTemplateId => RecordKind.None,
        >= FirstOutputTemplateId => RecordKind.Output,
        _ => RecordKind.Input,
    };
}
