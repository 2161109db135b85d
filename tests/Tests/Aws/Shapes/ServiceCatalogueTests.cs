using Microsoft.AspNetCore.Http;
using Redoubt.Aws.Shapes;
using Redoubt.Services.CloudTrail;
using Redoubt.Services.Iam;
using Redoubt.Services.Kms;
using Redoubt.Services.Sts;
using Redoubt.Services.WafV2;

namespace Redoubt.Tests.Aws.Shapes;

public sealed class ServiceCatalogueTests
{
    static readonly ServiceCatalogue Catalogue = ServiceCatalogue.Instance;

    [Theory]
    [InlineData("TrentService", "kms")]
    [InlineData("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", "cloudtrail")]
    [InlineData("AWSWAF_20190729", "wafv2")]
    [InlineData("Nothing", null)]
    public void A_target_prefix_names_its_service(string prefix, string? model) => Assert.Equal(model, Catalogue.ByTargetPrefix(prefix)?.Model);

    [Theory]
    [InlineData("GetUser", "2010-05-08", "iam", "iam")]
    [InlineData("GetCallerIdentity", "2011-06-15", "sts", "sts")]
    [InlineData("GetUser", "2010-05-08", null, "iam")]
    [InlineData("GetUser", "2010-05-08", "sts", null)]
    [InlineData("GetUser", "2011-06-15", "iam", null)]
    public void An_action_and_version_name_their_service(string action, string version, string? signingName, string? model) =>
        Assert.Equal(model, Catalogue.ByAction(action, version, signingName)?.Model);

    [Theory]
    [InlineData("elasticloadbalancing", "elbv2")]
    [InlineData("monitoring", "cloudwatch")]
    public void A_signing_name_names_its_service(string signingName, string model) =>
        Assert.Equal(model, Assert.Single(Catalogue.BySigningName(signingName)).Model);

    [Theory]
    [InlineData("s3", "GET", "/", "", "", "ListBuckets")]
    [InlineData("s3", "GET", "/b", "", "", "ListObjects")]
    [InlineData("s3", "GET", "/b", "list-type=2&prefix=x", "", "ListObjectsV2")]
    [InlineData("s3", "PUT", "/b/k/x", "", "", "PutObject")]
    [InlineData("s3", "PUT", "/b/k", "", "x-amz-copy-source", "CopyObject")]
    [InlineData("s3", "PUT", "/b/k", "partNumber=1&uploadId=u", "", "UploadPart")]
    [InlineData("s3", "PUT", "/b/k", "partNumber=1&uploadId=u", "x-amz-copy-source", "UploadPartCopy")]
    [InlineData("s3", "GET", "/b/k", "uploadId=u", "", "ListParts")]
    [InlineData("s3", "DELETE", "/b/k", "uploadId=u", "", "AbortMultipartUpload")]
    [InlineData("s3", "DELETE", "/b/k", "", "", "DeleteObject")]
    [InlineData("s3", "GET", "/b", "policy", "", "GetBucketPolicy")]
    [InlineData("guardduty", "POST", "/detector/abc/findings/get", "", "", "GetFindings")]
    [InlineData("securityhub", "DELETE", "/productSubscriptions/arn:aws:x/a/b", "", "", "DisableImportFindingsForProduct")]
    [InlineData("macie2", "GET", "/tags/arn%3Aaws%2Fx", "", "", "ListTagsForResource")]
    [InlineData("guardduty", "PATCH", "/detector/abc", "", "", null)]
    [InlineData("guardduty", "GET", "/nothing", "", "", null)]
    public void A_rest_request_is_routed_to_the_narrowest_operation(string model, string method, string path, string query, string header, string? operation)
    {
        var headers = new HeaderDictionary();
        if (header.Length > 0) headers[header] = "x";

        Assert.Equal(operation, Catalogue.ByModel(model)!.Route(method, path, query, headers)?.Name);
    }

    [Fact]
    public void Every_operation_can_be_routed_to()
    {
        var lost = new List<string>();
        foreach (var operation in Catalogue.Services.SelectMany(service => service.Operations).Where(operation => operation.Uri is not null))
        {
            var template = operation.Uri!;
            var path = string.Join('/', template.Text.Split('?')[0].Split('/').Select(segment => segment.StartsWith('{') ? "x" : segment));
            var query = string.Join('&', template.Query.Select(parameter => $"{parameter.Name}={parameter.Value}").Concat(operation.NeededQuery.Select(name => $"{name}=1")));
            var headers = new HeaderDictionary();
            foreach (var header in operation.NeededHeaders) headers[header] = "x";

            if (operation.Service.Route(operation.Method, path, query, headers) != operation) lost.Add(operation.Name);
        }

        // The one is told from ListBuckets by the host name alone.
        Assert.Equal(["ListDirectoryBuckets"], lost);
    }

    [Fact]
    public void The_anonymous_operations_are_those_of_the_models() =>
        Assert.Equal(["cognito-identity 4", "cognito-idp 32", "sts 2"], Catalogue.Services
            .Where(service => service.Operations.Any(operation => operation.IsAnonymous))
            .Select(service => $"{service.Model} {service.Operations.Count(operation => operation.IsAnonymous)}"));

    [Fact]
    public void Generated_services_agree_with_the_catalogue()
    {
        foreach (var service in (ServiceShape[])[KmsShapes.Service, IamShapes.Service, StsShapes.Service, CloudTrailShapes.Service, WafV2Shapes.Service])
        {
            var known = Catalogue.ByModel(service.Model)!;

            Assert.Equal((known.Id, known.SigningName, known.TargetPrefix, known.ApiVersion), (service.Id, service.SigningName, service.TargetPrefix, service.ApiVersion));
            Assert.All(service.Operations, operation => Assert.NotNull(known.Operation(operation.Name)));
        }
    }
}
