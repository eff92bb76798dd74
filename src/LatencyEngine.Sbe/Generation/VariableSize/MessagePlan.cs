using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// A message with groups or data, planned: the names of everything, and the states that its encoder runs
/// through.
/// </summary>
internal sealed class MessagePlan
{
    public MessagePlan(GenerationContext context, Message message)
    {
        var states = new StateCounter();
        Message = message;
        TypeName = context.Names.Of(message);
        Root = new SectionOwner(context, message, TypeName, message.Name, group: null, states);
        DoneState = states.Next();
        HeaderBytes = context.Schema.Header.Size;
        Groups = [.. Root.AllSections().OfType<GroupSection>()];
    }

    public Message Message { get; }

    public string TypeName { get; }

    public string DecoderName => TypeName + "Decoder";

    public string EncoderName => TypeName + "Encoder";

    public SectionOwner Root { get; }

    public int HeaderBytes { get; }

    /// <summary>Where the first section of a message of this very version begins.</summary>
    public int FirstSectionOffset => HeaderBytes + Message.BlockLength;

    /// <summary>Every group of the message at any depth, in the order of the wire.</summary>
    public IReadOnlyList<GroupSection> Groups { get; }

    /// <summary>How many groups are open at once at most; an encoder counts the entries of each.</summary>
    public int DepthMax => Groups.Count == 0 ? 0 : Groups.Max(group => group.Depth) + 1;

    /// <summary>The state of an encoder that has written everything.</summary>
    public int DoneState { get; }
}

/// <summary>Numbers the states of one encoder in the order in which they are first reached.</summary>
internal sealed class StateCounter
{
    private int _next;

    public int Next() => _next++;
}
