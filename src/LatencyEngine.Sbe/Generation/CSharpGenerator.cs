using LatencyEngine.Sbe.Generation.Support;
using LatencyEngine.Sbe.Generation.VariableSize;
using LatencyEngine.Sbe.Generation.Views;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// Compiles a schema to C#. A pure function: the same schema and options give the same text on every
/// host.
/// </summary>
public static class CSharpGenerator
{
    public static IReadOnlyList<GeneratedFile> Generate(MessageSchema schema, GenerationOptions options)
    {
        var context = new GenerationContext(schema, options);
        if (options.EventsOf is { } typesNamespace) return [.. EventEmitter.Emit(context, typesNamespace)];
        var files = new List<GeneratedFile>();
        files.AddRange(SupportFiles.Emit(context));
        foreach (var type in schema.Types) AddType(context, files, type);
        foreach (var message in schema.Messages) AddMessage(context, files, message);
        files.AddRange(VariableSizeEmitter.Emit(context));
        files.Add(DispatcherEmitter.Emit(context));
        return files;
    }

    private static void AddMessage(GenerationContext context, List<GeneratedFile> files, Message message)
    {
        if (message.IsFixedSize)
        {
            files.Add(StructEmitter.EmitMessage(context, message));
            if (context.Options.Dtos) files.Add(DtoEmitter.Emit(context, message));
            return;
        }

        files.Add(StructEmitter.EmitBlock(context, message));
        foreach (var group in message.Groups) AddGroup(context, files, group);
    }

    private static void AddGroup(GenerationContext context, List<GeneratedFile> files, MessageGroup group)
    {
        files.Add(StructEmitter.EmitBlock(context, group));
        foreach (var nested in group.Groups) AddGroup(context, files, nested);
    }

    private static void AddType(GenerationContext context, List<GeneratedFile> files, SchemaType type)
    {
        switch (type)
        {
            case EnumType enumType: files.Add(EnumEmitter.Emit(context, enumType)); break;
            case SetType setType: files.Add(SetEmitter.Emit(context, setType)); break;
            case CompositeType composite when !IsVarData(composite):
                files.Add(StructEmitter.EmitComposite(context, composite));
                foreach (var member in composite.Members)
                    if (!member.IsReference) AddType(context, files, member.Type);
                break;
            default: break; // A named primitive has no C# type of its own, nor has the frame of var data.
        }
    }

    private static bool IsVarData(CompositeType composite) =>
        composite.Members.Any(member => member.Type is EncodedType { Length: 0 });
}
