using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>Compiles a schema to C#. A pure function: the same schema and options give the same text on every host.</summary>
public static class CSharpGenerator
{
    public static IReadOnlyList<GeneratedFile> Generate(MessageSchema schema, GenerationOptions options)
    {
        var context = new GenerationContext(schema, options);
        var files = new List<GeneratedFile>();
        foreach (var type in schema.Types) AddType(context, files, type);
        return files;
    }

    private static void AddType(GenerationContext context, List<GeneratedFile> files, SchemaType type)
    {
        switch (type)
        {
            case EnumType enumType: files.Add(EnumEmitter.Emit(context, enumType)); break;
            case SetType setType: files.Add(SetEmitter.Emit(context, setType)); break;
            case CompositeType composite:
                foreach (var member in composite.Members)
                    if (!member.IsReference) AddType(context, files, member.Type);
                break;
            default: break; // A named primitive has no C# type of its own.
        }
    }
}
