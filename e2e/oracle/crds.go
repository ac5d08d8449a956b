package main

import (
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// judge is what the API server makes of one version of a CRD.
type judge struct {
	namespaced bool
	hasStatus  bool
	structural *schema.Structural
	openAPI    validation.SchemaValidator
	cel        *cel.Validator
}

// judges has one for each `apiVersion/kind` that is served.
var judges = map[string]*judge{}

// answerCrds reads the CRDs that objects are judged by, once for all questions after it.
func answerCrds(line []byte) (any, error) {
	var asked struct {
		File string `json:"file"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(asked.File)
	if err != nil {
		return nil, err
	}
	var crds []apiextensionsv1.CustomResourceDefinition
	if err := json.Unmarshal(data, &crds); err != nil {
		return nil, err
	}
	for _, crd := range crds {
		for _, version := range crd.Spec.Versions {
			if !version.Served {
				continue
			}
			key := fmt.Sprintf("%s/%s/%s", crd.Spec.Group, version.Name, crd.Spec.Names.Kind)
			judge, err := newJudge(crd.Spec.Scope, version)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			judges[key] = judge
		}
	}
	return map[string]int{"kinds": len(judges)}, nil
}

func newJudge(scope apiextensionsv1.ResourceScope, version apiextensionsv1.CustomResourceDefinitionVersion) (*judge, error) {
	var internal apiextensions.CustomResourceValidation
	if err := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation(version.Schema, &internal, nil); err != nil {
		return nil, err
	}
	structural, err := schema.NewStructural(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	openAPI, _, err := validation.NewSchemaValidator(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	return &judge{
		namespaced: scope == apiextensionsv1.NamespaceScoped,
		hasStatus:  version.Subresources != nil && version.Subresources.Status != nil,
		structural: structural,
		openAPI:    openAPI,
		cel:        cel.NewValidator(structural, true, celconfig.PerCallLimit),
	}, nil
}
