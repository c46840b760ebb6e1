using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;

namespace Tamma.Server.Rest;

/// <summary>The OpenAPI document. It is made when somebody asks for it.</summary>
internal static class DescriptionEndpoint
{
    private const string Document = "v1";

    public static void MapDescription(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi.json").Requires(Permission.CatalogRead);

    public static IServiceCollection AddDescription(this IServiceCollection services)
    {
        // The document's schemas are those of the wire.
        services.ConfigureHttpJsonOptions(options =>
        {
            var wire = TammaJson.Default.Options;
            options.SerializerOptions.PropertyNamingPolicy = wire.PropertyNamingPolicy;
            options.SerializerOptions.DefaultIgnoreCondition = wire.DefaultIgnoreCondition;
            options.SerializerOptions.NumberHandling = wire.NumberHandling;
            options.SerializerOptions.RespectNullableAnnotations = wire.RespectNullableAnnotations;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, TammaJson.Default);
        });
        return services.AddOpenApi(Document, options =>
        {
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(DescribeAsync);
            options.AddSchemaTransformer(DescribeAsync);
        });
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new() { Title = "Tamma", Version = Document, Description = "AI models, from every provider that this server can reach: who says what of them, and what changed." };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            ["api_key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key" },
        };
        document.Security =
        [
            new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new() { [new OpenApiSecuritySchemeReference("api_key", document)] = [] },
        ];
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = null;
        operation.Parameters = [.. PathParameters(context.Description.RelativePath ?? "")];
        foreach (var parameter in metadata.OfType<QueryParameters>().SelectMany(parameters => parameters.All))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Meaning,
                Schema = parameter.IsRepeated
                    ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = TypeOf(parameter.Kind) } }
                    : new OpenApiSchema { Type = TypeOf(parameter.Kind) },
            });
        }

        if (metadata.OfType<RequiredPermission>().LastOrDefault() is { Permission: { } permission })
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions["x-permission"] = new JsonNodeExtension(JsonValue.Create(permission.ToString()));
        }

        return Task.CompletedTask;
    }

    /// <summary>Money is an exact decimal, and no binary floating point.</summary>
    private static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Format == "double" && context.JsonTypeInfo.Type is var type && (type == typeof(decimal) || type == typeof(decimal?)))
        {
            schema.Format = "decimal";
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> PathParameters(string path) =>
        from segment in path.Split('/')
        where segment.StartsWith('{')
        let name = segment.Trim('{', '}', '*')
        select new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = path.EndsWith("{id}", StringComparison.Ordinal) && path.Contains("{provider}", StringComparison.Ordinal) && name == "id"
                ? "The model's id at its provider; it may hold slashes, raw or URL-encoded."
                : null,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static JsonSchemaType TypeOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Flag => JsonSchemaType.Boolean,
        ParameterKind.Count => JsonSchemaType.Integer,
        ParameterKind.Money => JsonSchemaType.Number,
        _ => JsonSchemaType.String,
    };
}
