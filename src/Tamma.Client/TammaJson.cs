using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tamma.Client;

/// <summary>The one description of the wire: snake_case, unknown is absent, times in UTC with <c>Z</c>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcTime)])]
[JsonSerializable(typeof(LiveRequest))]
[JsonSerializable(typeof(LiveMessage))]
[JsonSerializable(typeof(ModelListResponse))]
[JsonSerializable(typeof(ModelResponse))]
[JsonSerializable(typeof(ModelSearchRequest))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(CompareResponse))]
[JsonSerializable(typeof(SimilarResponse))]
[JsonSerializable(typeof(SuggestResponse))]
[JsonSerializable(typeof(SearchRankResponse))]
[JsonSerializable(typeof(SearchAnalyticsResponse))]
[JsonSerializable(typeof(SynonymProposalListResponse))]
[JsonSerializable(typeof(ListResponse<VersionResponse>), TypeInfoPropertyName = "VersionList")]
[JsonSerializable(typeof(FactsResponse))]
[JsonSerializable(typeof(ConflictListResponse))]
[JsonSerializable(typeof(PolicyResponse))]
[JsonSerializable(typeof(DiffResponse))]
[JsonSerializable(typeof(PriceResponse))]
[JsonSerializable(typeof(ResolveResponse))]
[JsonSerializable(typeof(CanonicalModelListResponse))]
[JsonSerializable(typeof(CanonicalModelResponse))]
[JsonSerializable(typeof(IdentitySuggestionListResponse))]
[JsonSerializable(typeof(ListResponse<HostResponse>), TypeInfoPropertyName = "HostList")]
[JsonSerializable(typeof(ListResponse<ProviderResponse>), TypeInfoPropertyName = "ProviderList")]
[JsonSerializable(typeof(ProviderResponse))]
[JsonSerializable(typeof(ListResponse<ConnectionResponse>), TypeInfoPropertyName = "ConnectionList")]
[JsonSerializable(typeof(ConnectionHealthResponse))]
[JsonSerializable(typeof(ConnectionResponse))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(ConnectionRemovalResponse))]
[JsonSerializable(typeof(ConnectionCheckResponse))]
[JsonSerializable(typeof(ListResponse<SourceResponse>), TypeInfoPropertyName = "SourceList")]
[JsonSerializable(typeof(ListResponse<RunResponse>), TypeInfoPropertyName = "RunList")]
[JsonSerializable(typeof(RunResponse))]
[JsonSerializable(typeof(ListResponse<ReviewResponse>), TypeInfoPropertyName = "ReviewList")]
[JsonSerializable(typeof(ReviewResponse))]
[JsonSerializable(typeof(ReviewDecisionRequest))]
[JsonSerializable(typeof(ListResponse<OverrideResponse>), TypeInfoPropertyName = "OverrideList")]
[JsonSerializable(typeof(OverrideResponse))]
[JsonSerializable(typeof(OverrideRequest))]
[JsonSerializable(typeof(AnnotationRequest))]
[JsonSerializable(typeof(AnnotationResponse))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(RollbackResponse))]
[JsonSerializable(typeof(OperatorDataDocument))]
[JsonSerializable(typeof(OperatorImportResponse))]
[JsonSerializable(typeof(DiscoveryRequest))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(VerificationResponse))]
[JsonSerializable(typeof(ChangeListResponse))]
[JsonSerializable(typeof(EventResponse))]
[JsonSerializable(typeof(IReadOnlyList<FieldChangeResponse>))]
[JsonSerializable(typeof(LifecycleCalendarResponse))]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(CheckResponse))]
[JsonSerializable(typeof(CatalogueResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(ListResponse<CapabilityResponse>), TypeInfoPropertyName = "CapabilityList")]
[JsonSerializable(typeof(CapabilityResponse))]
[JsonSerializable(typeof(CapabilityValidationRequest))]
[JsonSerializable(typeof(CapabilityValidationResponse))]
[JsonSerializable(typeof(CapabilityCheckRequest))]
[JsonSerializable(typeof(CapabilityCheckResponse))]
[JsonSerializable(typeof(FindingListResponse))]
[JsonSerializable(typeof(ListResponse<SubscriptionResponse>), TypeInfoPropertyName = "SubscriptionList")]
[JsonSerializable(typeof(SubscriptionResponse))]
[JsonSerializable(typeof(SubscriptionRequest))]
[JsonSerializable(typeof(SubscriptionPauseRequest))]
[JsonSerializable(typeof(SecretRotationRequest))]
[JsonSerializable(typeof(ListResponse<DeliveryResponse>), TypeInfoPropertyName = "DeliveryList")]
[JsonSerializable(typeof(DeliveryResponse))]
[JsonSerializable(typeof(PingResponse))]
[JsonSerializable(typeof(ReplayResponse))]
[JsonSerializable(typeof(NotificationStatusResponse))]
[JsonSerializable(typeof(Benchmarks.BenchmarkRequest))]
[JsonSerializable(typeof(Benchmarks.BenchmarkResponse))]
[JsonSerializable(typeof(ListResponse<Benchmarks.BenchmarkResponse>), TypeInfoPropertyName = "BenchmarkList")]
[JsonSerializable(typeof(ProblemResponse))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
public sealed partial class TammaJson : JsonSerializerContext;

/// <summary>Writes <c>Z</c> where the default writes <c>+00:00</c>.</summary>
internal sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
