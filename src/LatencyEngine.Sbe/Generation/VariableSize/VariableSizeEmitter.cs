namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the codecs of messages that have groups or var data: a decoder and an encoder per message and group,
/// all of them ref structs over the caller's bytes, and what they share.
/// </summary>
internal static class VariableSizeEmitter
{
    public static IEnumerable<GeneratedFile> Emit(GenerationContext context)
    {
        var messages = context.Schema.Messages.Where(message => !message.IsFixedSize)
            .Select(message => new MessagePlan(context, message))
            .ToArray();
        if (messages.Length == 0) yield break;
        yield return SectionsSource.Emit(context, messages);
        foreach (var message in messages)
        {
            yield return File(context, message.DecoderName, writer =>
                MessageDecoder.Emit(context, writer, message));
            yield return File(context, message.EncoderName, writer =>
                MessageEncoder.Emit(context, writer, message));
            if (context.Options.Dtos)
            {
                yield return RecordEmitter.EmitMessage(context, message);
                foreach (var group in message.Groups) yield return RecordEmitter.EmitEntry(context, group);
            }

            foreach (var group in message.Groups)
            {
                yield return File(context, group.DecoderName, writer =>
                    GroupDecoder.Emit(context, writer, group));
                yield return File(context, group.EncoderName, writer =>
                    GroupEncoder.Emit(context, writer, message, group));
            }
        }
    }

    private static GeneratedFile File(GenerationContext context, string name, Action<CodeWriter> emit)
    {
        var writer = context.NewFile();
        emit(writer);
        return new GeneratedFile(name + ".g.cs", writer.ToString());
    }
}
